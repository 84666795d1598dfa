# unittest, its outcome printed.
import unittest


class TestMath(unittest.TestCase):
    def setUp(self): self.x = 3
    def tearDown(self): print("down", self._testMethodName)
    def test_add(self): self.assertEqual(self.x + 1, 4)
    def test_fail(self): self.assertEqual([1, 2], [1, 3], "lists")
    def test_error(self): 1 / 0
    def test_raises(self):
        with self.assertRaises(ValueError) as cm:
            int("x")
        self.assertIn("invalid", str(cm.exception))
        self.assertRaisesRegex(KeyError, "k", {}.__getitem__, "k")
    @unittest.skip("later")
    def test_skip(self): pass
    @unittest.expectedFailure
    def test_expected(self): self.fail("no")
    def test_sub(self):
        for i in range(3):
            with self.subTest(i=i):
                self.assertNotEqual(i, 1)
    def test_close(self):
        self.assertAlmostEqual(0.1 + 0.2, 0.3)
        self.assertCountEqual([1, 2], [2, 1])
        self.assertTrue(True); self.assertIsNone(None); self.assertIsInstance(1, int); self.assertGreater(2, 1)


result = unittest.TestResult()
unittest.defaultTestLoader.loadTestsFromTestCase(TestMath).run(result)
print(result.testsRun, len(result.failures), len(result.errors), len(result.skipped), len(result.expectedFailures), result.wasSuccessful())
print(sorted(str(t).split()[0] for t, _ in result.failures), [str(t).split()[0] for t, _ in result.errors], result.skipped[0][1])
try:
    unittest.TestCase().assertEqual(1, 2)
except AssertionError as e:
    print(e)
