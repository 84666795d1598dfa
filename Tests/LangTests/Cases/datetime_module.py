# datetime.
from datetime import datetime, date, time, timedelta, timezone
d = date(2024, 2, 29)
print(d, repr(d), d.year, d.month, d.day, d.weekday(), d.isoweekday(), d.isoformat(), d.strftime("%d/%m/%y %A %b %j"), d.toordinal(), d.timetuple().tm_yday, d.isocalendar()[1], d.replace(year=2023, day=1), date.fromisoformat("2020-05-06"), date.fromordinal(738000))
print(d + timedelta(days=1), d - timedelta(weeks=1), d - date(2024, 1, 1), (d - date(2023, 2, 28)).days, d > date(2024, 1, 1), d == date(2024, 2, 29), max(d, date(2025, 1, 1)), date.min, date.max, hash(d) == hash(date(2024, 2, 29)))
t = datetime(2024, 12, 25, 10, 30, 45, 123456)
print(t, repr(t), t.date(), t.time(), t.hour, t.microsecond, t.isoformat(), t.isoformat(" "), t.isoformat(timespec="minutes"), t.strftime("%Y-%m-%d %H:%M:%S.%f %p %I %y %B %a %%"), t.replace(hour=0, minute=0), t.ctime(), t.weekday(), t.timetuple()[:6])
print(datetime.strptime("2024-03-10 14:05:06", "%Y-%m-%d %H:%M:%S"), datetime.strptime("10 Mar 2024", "%d %b %Y"), datetime.fromisoformat("2024-01-02T03:04:05"), datetime.fromisoformat("2024-01-02 03:04:05.678900"), datetime(2024, 1, 1), datetime.combine(d, time(5, 6)), datetime.min)
delta = timedelta(days=2, hours=3, minutes=4, seconds=5, microseconds=6)
print(delta, repr(delta), delta.days, delta.seconds, delta.total_seconds(), delta * 2, delta / 2, delta // timedelta(hours=1), delta % timedelta(hours=1), -delta, abs(-delta), delta + timedelta(1), timedelta(hours=25), timedelta(seconds=-1), timedelta(0), bool(timedelta(0)), timedelta(weeks=1) == timedelta(days=7), timedelta(1) > timedelta(hours=5), divmod(timedelta(hours=5), timedelta(hours=2)), timedelta(milliseconds=1500), repr(timedelta()), timedelta(days=1.5))
print(t + delta, t - delta, t - datetime(2024, 1, 1), (t - datetime(2024, 12, 24)).total_seconds(), t < datetime(2025, 1, 1), sorted([t, datetime(2020, 1, 1)])[0].year, datetime(2024, 1, 31) + timedelta(days=30))
x = time(13, 5, 9)
print(x, repr(x), x.hour, x.isoformat(), x.strftime("%H-%M"), time(1) < time(2), time.fromisoformat("04:05:06"), x.replace(minute=0), time(1, 2, 3, 4), time())
u = datetime(2024, 1, 1, 12, tzinfo=timezone.utc)
z = timezone(timedelta(hours=2))
print(u, repr(u), u.isoformat(), u.astimezone(z), u.timestamp(), datetime.fromtimestamp(0, timezone.utc), u.utcoffset(), u.tzname(), z, timezone.utc, u == u.astimezone(z), datetime(2024, 1, 1, tzinfo=z).isoformat(), u.strftime("%z %Z"), datetime.fromtimestamp(1700000000.5, tz=timezone.utc))
for bad in (lambda: date(2023, 2, 29), lambda: date(2024, 13, 1), lambda: datetime(2024, 1, 1, 25), lambda: date.fromisoformat("nope"), lambda: datetime.strptime("x", "%Y"), lambda: d + 1, lambda: d < 5, lambda: time(24), lambda: datetime.strptime("2024-13-01", "%Y-%m-%d"), lambda: u - t, lambda: datetime.strptime("2024 x", "%Y")):
    try:
        print(bad())
    except (ValueError, TypeError) as e:
        print(type(e).__name__, e)
def month_days(y, m):
    n = date(y + m // 12, m % 12 + 1, 1)
    return (n - date(y, m, 1)).days
print([month_days(2024, m) for m in range(1, 13)], f"{t:%H:%M}", f"{d}", f"{d:%B}", [d + timedelta(days=i) for i in range(2)][1].day, isinstance(t, date), type(d - d).__name__)
start = date(2024, 1, 29)
week = [(start + timedelta(days=i)).strftime("%a") for i in range(7)]
print(week, (date(2024, 12, 25) - start).days // 7, date(2000, 1, 1).isocalendar()[:], datetime(2024, 7, 4).isocalendar().week)
