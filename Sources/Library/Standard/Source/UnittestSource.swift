// This file holds the module `unittest` (without `mock`), written in the cell language.

let unittestSource = #"""
import difflib as _difflib
import re as _re
import sys as _sys
import time as _time
import traceback as _traceback
import warnings as _warnings


class SkipTest(Exception):
    """Raised by a test to skip itself."""


class _Failed(Exception):
    pass


def _identity(x):
    return x


def skip(reason):
    def decorate(item):
        if isinstance(item, type):
            item.__unittest_skip__ = True
            item.__unittest_skip_why__ = reason
            return item

        def skipped(*args, **kwargs):
            raise SkipTest(reason)

        skipped.__name__ = getattr(item, "__name__", "skipped")
        skipped.__doc__ = getattr(item, "__doc__", None)
        skipped.__unittest_skip__ = True
        skipped.__unittest_skip_why__ = reason
        return skipped

    if callable(reason) and not isinstance(reason, str):
        item, reason = reason, ""
        return decorate(item)
    return decorate


def skipIf(condition, reason):
    return skip(reason) if condition else _identity


def skipUnless(condition, reason):
    return _identity if condition else skip(reason)


def expectedFailure(item):
    item.__unittest_expecting_failure__ = True
    return item


def _short(x, limit=80):
    try:
        text = repr(x)
    except Exception:
        text = object.__repr__(x)
    return text


class _Raises:
    """What assertRaises and its kin give to `with`."""

    def __init__(self, case, expected, pattern=None, msg=None):
        self.case, self.expected, self.msg = case, expected, msg
        self.pattern = _re.compile(pattern) if isinstance(pattern, (str, bytes)) else pattern
        self.exception = None

    def __enter__(self):
        return self

    def _names(self):
        if isinstance(self.expected, tuple):
            return str(self.expected)
        return getattr(self.expected, "__name__", str(self.expected))

    def __exit__(self, kind, value, trace):
        if kind is None:
            self.case._fail(self.msg, f"{self._names()} not raised")
        if not issubclass(kind, self.expected):
            return False
        self.exception = value
        if self.pattern is not None and not self.pattern.search(str(value)):
            self.case._fail(self.msg, f'"{self.pattern.pattern}" does not match "{value}"')
        return True


class _Warns(_Raises):
    def __enter__(self):
        self.catcher = _warnings.catch_warnings(record=True)
        self.warnings = self.catcher.__enter__()
        _warnings.simplefilter("always", self.expected if isinstance(self.expected, type) else Warning)
        return self

    def __exit__(self, kind, value, trace):
        self.catcher.__exit__(kind, value, trace)
        if kind is not None:
            return False
        first = None
        for w in self.warnings:
            if not issubclass(w.category, self.expected):
                continue
            if first is None:
                first = w
            if self.pattern is None or self.pattern.search(str(w.message)):
                self.warning = w.message
                self.filename = w.filename
                self.lineno = w.lineno
                return False
        if first is not None:
            self.case._fail(self.msg, f'"{self.pattern.pattern}" does not match "{first.message}"')
        self.case._fail(self.msg, f"{self._names()} not triggered")


class _SubTest:
    def __init__(self, case, message, params):
        self.case, self.message, self.params = case, message, params

    def __enter__(self):
        return None

    def __exit__(self, kind, value, trace):
        if kind is None or self.case._result is None:
            return False
        if issubclass(kind, SkipTest):
            self.case._result.addSkip(self.case, str(value))
            return True
        if not issubclass(kind, Exception):
            return False
        parts = []
        if self.message is not None:
            parts.append(f"[{self.message}]")
        if self.params:
            parts.append("(" + ", ".join(f"{k}={v!r}" for k, v in self.params.items()) + ")")
        self.case._sub_failed = True
        self.case._result._add(self.case, value, " ".join(parts) or "(<subtest>)")
        return True


class TestResult:
    """The outcome of the tests that ran."""

    def __init__(self, stream=None, descriptions=None, verbosity=1):
        self.stream, self.verbosity = stream, verbosity or 0
        self.failures, self.errors, self.skipped = [], [], []
        self.expectedFailures, self.unexpectedSuccesses = [], []
        self.testsRun = 0
        self.shouldStop = False

    def _note(self, letter, word):
        if self.stream is not None:
            if self.verbosity > 1:
                self.stream.write(word + "\n")
            elif self.verbosity == 1:
                self.stream.write(letter)

    def startTest(self, test):
        self.testsRun += 1
        if self.stream is not None and self.verbosity > 1:
            self.stream.write(f"{self.getDescription(test)} ... ")

    def stopTest(self, test):
        pass

    def getDescription(self, test):
        first = test.shortDescription()
        return f"{test}\n{first}" if first else str(test)

    def addSuccess(self, test):
        self._note(".", "ok")

    def addSkip(self, test, reason):
        self.skipped.append((test, reason))
        self._note("s", f"skipped {reason!r}")

    def addFailure(self, test, error):
        self._add(test, error[1])

    def addError(self, test, error):
        self._add(test, error[1])

    def addExpectedFailure(self, test, error):
        self.expectedFailures.append((test, ""))
        self._note("x", "expected failure")

    def addUnexpectedSuccess(self, test):
        self.unexpectedSuccesses.append(test)
        self._note("u", "unexpected success")

    def _add(self, test, value, sub=""):
        text = "".join(_traceback.format_exception(type(value), value, value.__traceback__))
        failed = isinstance(value, getattr(test, "failureException", AssertionError))
        (self.failures if failed else self.errors).append((f"{test} {sub}" if sub else test, text))
        self._note("F" if failed else "E", "FAIL" if failed else "ERROR")

    def wasSuccessful(self):
        return not self.failures and not self.errors and not self.unexpectedSuccesses

    def stop(self):
        self.shouldStop = True

    def printErrors(self):
        for word, entries in (("ERROR", self.errors), ("FAIL", self.failures)):
            for test, text in entries:
                title = self.getDescription(test) if isinstance(test, TestCase) else str(test)
                self.stream.write("=" * 70 + f"\n{word}: {title}\n" + "-" * 70 + f"\n{text}\n")


class TestCase:
    """A test: a class whose `test…` methods are run one by one, each on an instance of its own."""

    failureException = AssertionError
    longMessage = True
    maxDiff = 640

    def __init__(self, methodName="runTest"):
        self._testMethodName = methodName
        self._cleanups = []
        self._result = None
        self._sub_failed = False
        self._equalities = {}
        method = getattr(self, methodName, None)
        if method is None and methodName != "runTest":
            raise ValueError(f"no such test method in {type(self)}: {methodName}")
        self._testMethodDoc = getattr(method, "__doc__", None)

    def setUp(self):
        pass

    def tearDown(self):
        pass

    @classmethod
    def setUpClass(cls):
        pass

    @classmethod
    def tearDownClass(cls):
        pass

    def id(self):
        return f"{type(self).__module__}.{type(self).__qualname__}.{self._testMethodName}"

    def __str__(self):
        return f"{self._testMethodName} ({self.id()})"

    def __repr__(self):
        return f"<{type(self).__module__}.{type(self).__qualname__} testMethod={self._testMethodName}>"

    def shortDescription(self):
        return self._testMethodDoc.strip().split("\n")[0].strip() if self._testMethodDoc else None

    def countTestCases(self):
        return 1

    def defaultTestResult(self):
        return TestResult()

    def addCleanup(self, function, /, *args, **kwargs):
        self._cleanups.append((function, args, kwargs))

    def enterContext(self, manager):
        value = manager.__enter__()
        self.addCleanup(manager.__exit__, None, None, None)
        return value

    def doCleanups(self):
        while self._cleanups:
            function, args, kwargs = self._cleanups.pop()
            function(*args, **kwargs)

    def debug(self):
        self.setUp()
        getattr(self, self._testMethodName)()
        self.tearDown()
        self.doCleanups()

    def __call__(self, result=None):
        return self.run(result)

    def run(self, result=None):
        if result is None:
            result = self.defaultTestResult()
        self._result = result
        result.startTest(self)
        method = getattr(self, self._testMethodName)
        for marked in (type(self), method):
            if getattr(marked, "__unittest_skip__", False):
                result.addSkip(self, marked.__unittest_skip_why__)
                result.stopTest(self)
                return result
        expecting = getattr(method, "__unittest_expecting_failure__", False) or getattr(type(self), "__unittest_expecting_failure__", False)
        problem = None
        started = False
        try:
            self.setUp()
            started = True
            method()
        except KeyboardInterrupt:
            raise
        except BaseException as e:
            problem = e
        if started:
            try:
                self.tearDown()
            except Exception as e:
                problem = problem or e
        try:
            self.doCleanups()
        except Exception as e:
            problem = problem or e
        if isinstance(problem, SkipTest):
            result.addSkip(self, str(problem))
        elif expecting:
            if problem is None and not self._sub_failed:
                result.addUnexpectedSuccess(self)
            else:
                result.addExpectedFailure(self, problem)
        elif problem is not None:
            result._add(self, problem)
        elif not self._sub_failed:
            result.addSuccess(self)
        result.stopTest(self)
        return result

    def skipTest(self, reason):
        raise SkipTest(reason)

    def subTest(self, msg=None, **params):
        return _SubTest(self, msg, params)

    def _formatMessage(self, msg, standard):
        if not self.longMessage:
            return msg or standard
        return standard if msg is None else f"{standard} : {msg}"

    def _fail(self, msg, standard):
        raise self.failureException(self._formatMessage(msg, standard))

    def fail(self, msg=None):
        raise self.failureException(msg)

    def assertTrue(self, expr, msg=None):
        if not expr:
            self._fail(msg, f"{_short(expr)} is not true")

    def assertFalse(self, expr, msg=None):
        if expr:
            self._fail(msg, f"{_short(expr)} is not false")

    def addTypeEqualityFunc(self, kind, function):
        self._equalities[kind] = function

    def assertEqual(self, first, second, msg=None):
        if type(first) is type(second):
            special = self._equalities.get(type(first))
            if special is not None:
                if isinstance(special, str):
                    special = getattr(self, special)
                return special(first, second, msg=msg)
            if type(first) in (list, tuple):
                return self.assertSequenceEqual(first, second, msg, type(first))
            if type(first) is dict:
                return self.assertDictEqual(first, second, msg)
            if type(first) in (set, frozenset):
                return self.assertSetEqual(first, second, msg)
            if type(first) is str:
                return self.assertMultiLineEqual(first, second, msg)
        if not first == second:
            self._fail(msg, f"{_short(first)} != {_short(second)}")

    def assertNotEqual(self, first, second, msg=None):
        if not first != second:
            self._fail(msg, f"{_short(first)} == {_short(second)}")

    def _diff(self, a, b):
        return "\n" + "\n".join(_difflib.ndiff(a, b))

    def assertSequenceEqual(self, seq1, seq2, msg=None, seq_type=None):
        name = seq_type.__name__ if seq_type is not None else "sequence"
        if seq_type is not None:
            if not isinstance(seq1, seq_type):
                raise self.failureException(f"First sequence is not a {name}: {_short(seq1)}")
            if not isinstance(seq2, seq_type):
                raise self.failureException(f"Second sequence is not a {name}: {_short(seq2)}")
        if seq1 == seq2:
            return
        text = f"{name.capitalize()}s differ: {_short(seq1)} != {_short(seq2)}\n"
        n1, n2 = len(seq1), len(seq2)
        for i in range(min(n1, n2)):
            if seq1[i] != seq2[i]:
                text += f"\nFirst differing element {i}:\n{_short(seq1[i])}\n{_short(seq2[i])}\n"
                break
        if n1 > n2:
            text += f"\nFirst {name} contains {n1 - n2} additional elements.\nFirst extra element {n2}:\n{_short(seq1[n2])}\n"
        elif n1 < n2:
            text += f"\nSecond {name} contains {n2 - n1} additional elements.\nFirst extra element {n1}:\n{_short(seq2[n1])}\n"
        self._fail(msg, text + self._diff([repr(seq1)], [repr(seq2)]))

    def assertListEqual(self, list1, list2, msg=None):
        self.assertSequenceEqual(list1, list2, msg, list)

    def assertTupleEqual(self, tuple1, tuple2, msg=None):
        self.assertSequenceEqual(tuple1, tuple2, msg, tuple)

    def assertSetEqual(self, set1, set2, msg=None):
        if set1 == set2:
            return
        lines = []
        for title, items in (("first", set1 - set2), ("second", set2 - set1)):
            if items:
                lines.append(f"Items in the {title} set but not the {'second' if title == 'first' else 'first'}:")
                lines += [repr(x) for x in items]
        self._fail(msg, "\n".join(lines))

    def assertDictEqual(self, d1, d2, msg=None):
        self.assertIsInstance(d1, dict, "First argument is not a dictionary")
        self.assertIsInstance(d2, dict, "Second argument is not a dictionary")
        if d1 != d2:
            self._fail(msg, f"{_short(d1)} != {_short(d2)}" + self._diff([repr(d1)], [repr(d2)]))

    def assertMultiLineEqual(self, first, second, msg=None):
        self.assertIsInstance(first, str, "First argument is not a string")
        self.assertIsInstance(second, str, "Second argument is not a string")
        if first != second:
            a, b = first.splitlines(keepends=True), second.splitlines(keepends=True)
            if len(a) == 1 and first.strip("\r\n") == first:
                a, b = [first + "\n"], [second + "\n"]
            self._fail(msg, f"{_short(first)} != {_short(second)}\n" + "".join(_difflib.ndiff(a, b)))

    def assertCountEqual(self, first, second, msg=None):
        a, b = list(first), list(second)
        rest = list(b)
        missing = []
        for x in a:
            if x in rest:
                rest.remove(x)
            else:
                missing.append(x)
        if missing or rest:
            self._fail(msg, f"Element counts were not equal:\nmissing: {missing!r}\nextra: {rest!r}")

    def assertIs(self, expr1, expr2, msg=None):
        if expr1 is not expr2:
            self._fail(msg, f"{_short(expr1)} is not {_short(expr2)}")

    def assertIsNot(self, expr1, expr2, msg=None):
        if expr1 is expr2:
            self._fail(msg, f"unexpectedly identical: {_short(expr1)}")

    def assertIsNone(self, obj, msg=None):
        if obj is not None:
            self._fail(msg, f"{_short(obj)} is not None")

    def assertIsNotNone(self, obj, msg=None):
        if obj is None:
            self._fail(msg, "unexpectedly None")

    def assertIn(self, member, container, msg=None):
        if member not in container:
            self._fail(msg, f"{_short(member)} not found in {_short(container)}")

    def assertNotIn(self, member, container, msg=None):
        if member in container:
            self._fail(msg, f"{_short(member)} unexpectedly found in {_short(container)}")

    def assertIsInstance(self, obj, cls, msg=None):
        if not isinstance(obj, cls):
            self._fail(msg, f"{_short(obj)} is not an instance of {cls!r}")

    def assertNotIsInstance(self, obj, cls, msg=None):
        if isinstance(obj, cls):
            self._fail(msg, f"{_short(obj)} is an instance of {cls!r}")

    def assertLess(self, a, b, msg=None):
        if not a < b:
            self._fail(msg, f"{_short(a)} not less than {_short(b)}")

    def assertLessEqual(self, a, b, msg=None):
        if not a <= b:
            self._fail(msg, f"{_short(a)} not less than or equal to {_short(b)}")

    def assertGreater(self, a, b, msg=None):
        if not a > b:
            self._fail(msg, f"{_short(a)} not greater than {_short(b)}")

    def assertGreaterEqual(self, a, b, msg=None):
        if not a >= b:
            self._fail(msg, f"{_short(a)} not greater than or equal to {_short(b)}")

    def assertAlmostEqual(self, first, second, places=None, msg=None, delta=None):
        if first == second:
            return
        if delta is not None and places is not None:
            raise TypeError("specify delta or places not both")
        diff = abs(first - second)
        if delta is not None:
            if diff <= delta:
                return
            self._fail(msg, f"{_short(first)} != {_short(second)} within {_short(delta)} delta ({_short(diff)} difference)")
        places = 7 if places is None else places
        if round(diff, places) == 0:
            return
        self._fail(msg, f"{_short(first)} != {_short(second)} within {places!r} places ({_short(diff)} difference)")

    def assertNotAlmostEqual(self, first, second, places=None, msg=None, delta=None):
        diff = abs(first - second)
        if delta is not None:
            if first != second and diff > delta:
                return
            self._fail(msg, f"{_short(first)} == {_short(second)} within {_short(delta)} delta ({_short(diff)} difference)")
        places = 7 if places is None else places
        if first != second and round(diff, places) != 0:
            return
        self._fail(msg, f"{_short(first)} == {_short(second)} within {places!r} places")

    def _call(self, context, args, kwargs):
        if not args:
            context.msg = kwargs.pop("msg", None)
            return context
        function, *rest = args
        with context:
            function(*rest, **kwargs)

    def assertRaises(self, expected_exception, *args, **kwargs):
        return self._call(_Raises(self, expected_exception), args, kwargs)

    def assertRaisesRegex(self, expected_exception, expected_regex, *args, **kwargs):
        return self._call(_Raises(self, expected_exception, expected_regex), args, kwargs)

    def assertWarns(self, expected_warning, *args, **kwargs):
        return self._call(_Warns(self, expected_warning), args, kwargs)

    def assertWarnsRegex(self, expected_warning, expected_regex, *args, **kwargs):
        return self._call(_Warns(self, expected_warning, expected_regex), args, kwargs)

    def assertRegex(self, text, expected_regex, msg=None):
        if not _re.search(expected_regex, text):
            pattern = getattr(expected_regex, "pattern", expected_regex)
            self._fail(msg, f"Regex didn't match: {pattern!r} not found in {text!r}")

    def assertNotRegex(self, text, unexpected_regex, msg=None):
        found = _re.search(unexpected_regex, text)
        if found:
            pattern = getattr(unexpected_regex, "pattern", unexpected_regex)
            self._fail(msg, f"Regex matched: {text[found.start():found.end()]!r} matches {pattern!r} in {text!r}")

    assertEquals = assertEqual
    failUnless = assertTrue


class FunctionTestCase(TestCase):
    """A test made of functions."""

    def __init__(self, testFunc, setUp=None, tearDown=None, description=None):
        super().__init__()
        self._functions = (testFunc, setUp, tearDown)
        self._description = description

    def setUp(self):
        if self._functions[1] is not None:
            self._functions[1]()

    def tearDown(self):
        if self._functions[2] is not None:
            self._functions[2]()

    def runTest(self):
        self._functions[0]()

    def id(self):
        return self._functions[0].__name__


class TestSuite:
    """Tests and suites of tests, run in order."""

    def __init__(self, tests=()):
        self._tests = list(tests)

    def addTest(self, test):
        self._tests.append(test)

    def addTests(self, tests):
        for t in tests:
            self.addTest(t)

    def __iter__(self):
        return iter(self._tests)

    def countTestCases(self):
        return sum(t.countTestCases() for t in self._tests)

    def __call__(self, result):
        return self.run(result)

    def run(self, result):
        last = None
        broken = False
        for t in self._tests:
            if isinstance(t, TestSuite):
                t.run(result)
                continue
            cls = type(t)
            if cls is not last:
                if last is not None and not broken and not getattr(last, "__unittest_skip__", False):
                    last.tearDownClass()
                last = cls
                broken = False
                if not getattr(cls, "__unittest_skip__", False):
                    try:
                        cls.setUpClass()
                    except SkipTest as e:
                        broken = True
                        result.addSkip(t, str(e))
                    except Exception as e:
                        broken = True
                        result._add(t, e)
            if not broken:
                t.run(result)
        if last is not None and not broken and not getattr(last, "__unittest_skip__", False):
            last.tearDownClass()
        return result


class TestLoader:
    testMethodPrefix = "test"

    def getTestCaseNames(self, cls):
        return sorted(n for n in dir(cls) if n.startswith(self.testMethodPrefix) and callable(getattr(cls, n)))

    def loadTestsFromTestCase(self, cls):
        names = self.getTestCaseNames(cls)
        if not names and hasattr(cls, "runTest"):
            names = ["runTest"]
        return TestSuite(cls(n) for n in names)

    def loadTestsFromModule(self, module):
        found = []
        for name in dir(module):
            x = getattr(module, name)
            if isinstance(x, type) and issubclass(x, TestCase) and x not in (TestCase, FunctionTestCase):
                found.append(self.loadTestsFromTestCase(x))
        return TestSuite(found)

    def loadTestsFromName(self, name, module=None):
        x = module
        for part in name.split("."):
            parent, x = x, getattr(x, part)
        if isinstance(x, type):
            return self.loadTestsFromTestCase(x)
        return TestSuite([parent(part)])


defaultTestLoader = TestLoader()


class TextTestResult(TestResult):
    pass


class TextTestRunner:
    """Runs tests and prints the outcome to `stream` (standard error)."""

    resultclass = TextTestResult

    def __init__(self, stream=None, descriptions=True, verbosity=1, failfast=False, buffer=False, resultclass=None, **others):
        self.stream = stream if stream is not None else _sys.stderr
        self.verbosity = verbosity
        if resultclass is not None:
            self.resultclass = resultclass

    def run(self, test):
        result = self.resultclass(self.stream, True, self.verbosity)
        start = _time.perf_counter()
        test.run(result)
        seconds = _time.perf_counter() - start
        out = self.stream
        if self.verbosity:
            out.write("\n")
        result.printErrors()
        out.write("-" * 70 + "\n")
        n = result.testsRun
        out.write(f"Ran {n} test{'' if n == 1 else 's'} in {seconds:.3f}s\n\n")
        facts = []
        for word, entries in (
            ("failures", result.failures), ("errors", result.errors), ("skipped", result.skipped),
            ("expected failures", result.expectedFailures), ("unexpected successes", result.unexpectedSuccesses),
        ):
            if entries:
                facts.append(f"{word}={len(entries)}")
        text = "OK" if result.wasSuccessful() else "FAILED"
        out.write(text + (f" ({', '.join(facts)})" if facts else "") + "\n")
        out.flush()
        return result


class TestProgram:
    def __init__(self, module="__main__", defaultTest=None, argv=None, testRunner=None, testLoader=defaultTestLoader, exit=True, verbosity=1, **others):
        if isinstance(module, str):
            __import__(module)
            module = _sys.modules[module]
        argv = list(_sys.argv if argv is None else argv)
        names = []
        for word in argv[1:]:
            if word in ("-v", "--verbose"):
                verbosity = 2
            elif word in ("-q", "--quiet"):
                verbosity = 0
            elif not word.startswith("-"):
                names.append(word)
        if not names and defaultTest:
            names = [defaultTest] if isinstance(defaultTest, str) else list(defaultTest)
        if names:
            tests = TestSuite(testLoader.loadTestsFromName(n, module) for n in names)
        else:
            tests = testLoader.loadTestsFromModule(module)
        runner = testRunner if testRunner is not None else TextTestRunner(verbosity=verbosity)
        if isinstance(runner, type):
            runner = runner(verbosity=verbosity)
        self.result = runner.run(tests)
        if exit:
            _sys.exit(not self.result.wasSuccessful())


main = TestProgram
"""#
