// This file holds the module `calendar`, written in the cell language.

let calendarSource = #"""
import datetime as _datetime

MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY = range(7)
month_name = ['', 'January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December']
month_abbr = [m[:3] for m in month_name]
day_name = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']
day_abbr = [d[:3] for d in day_name]

class IllegalMonthError(ValueError):
    def __init__(self, month):
        self.month = month
    def __str__(self):
        return f'bad month number {self.month!r}; must be 1-12'

def isleap(year):
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)

def leapdays(y1, y2):
    y1 -= 1
    y2 -= 1
    return (y2 // 4 - y1 // 4) - (y2 // 100 - y1 // 100) + (y2 // 400 - y1 // 400)

def weekday(year, month, day):
    return _datetime.date(year, month, day).weekday()

def _length(year, month):
    return 29 if month == 2 and isleap(year) else (0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)[month]

def monthrange(year, month):
    if not 1 <= month <= 12:
        raise IllegalMonthError(month)
    return weekday(year, month, 1), _length(year, month)

def timegm(t):
    return (_datetime.date(t[0], t[1], t[2]).toordinal() - 719163) * 86400 + t[3] * 3600 + t[4] * 60 + t[5]

class Calendar:
    def __init__(self, firstweekday=0):
        self.firstweekday = firstweekday

    def iterweekdays(self):
        for i in range(7):
            yield (self.firstweekday + i) % 7

    def itermonthdays(self, year, month):
        first, n = monthrange(year, month)
        before = (first - self.firstweekday) % 7
        yield from [0] * before
        yield from range(1, n + 1)
        yield from [0] * (-(before + n) % 7)

    def itermonthdays2(self, year, month):
        for i, d in enumerate(self.itermonthdays(year, month), self.firstweekday):
            yield d, i % 7

    def itermonthdates(self, year, month):
        first, n = monthrange(year, month)
        start = _datetime.date(year, month, 1) - _datetime.timedelta((first - self.firstweekday) % 7)
        for i in range(((first - self.firstweekday) % 7 + n + 6) // 7 * 7):
            yield start + _datetime.timedelta(i)

    def monthdayscalendar(self, year, month):
        days = list(self.itermonthdays(year, month))
        return [days[i:i + 7] for i in range(0, len(days), 7)]

    def monthdatescalendar(self, year, month):
        days = list(self.itermonthdates(year, month))
        return [days[i:i + 7] for i in range(0, len(days), 7)]

class TextCalendar(Calendar):
    def formatweek(self, week, width):
        return ' '.join(('' if d == 0 else f'{d:2d}').center(width) for d in week)

    def formatmonth(self, year, month, w=0, l=0):
        w = max(2, w)
        lines = [f'{month_name[month]} {year}'.center(7 * (w + 1) - 1).rstrip(),
                 ' '.join((day_name if w >= 9 else day_abbr)[i][:w].center(w) for i in self.iterweekdays()).rstrip()]
        lines += [self.formatweek(week, w).rstrip() for week in self.monthdayscalendar(year, month)]
        return ('\n' * max(1, l)).join(lines) + '\n' * max(1, l)

    def prmonth(self, year, month, w=0, l=0):
        print(self.formatmonth(year, month, w, l), end='')

_text = TextCalendar()

def monthcalendar(year, month):
    return _text.monthdayscalendar(year, month)

def month(year, month, w=0, l=0):
    return _text.formatmonth(year, month, w, l)

def prmonth(year, month, w=0, l=0):
    _text.prmonth(year, month, w, l)

def setfirstweekday(day):
    _text.firstweekday = day

def firstweekday():
    return _text.firstweekday
"""#
