/* Numbers of floating point as integers, as the processor converts: rounded to zero; out of range and NaN give the minimum. */
#ifndef CK_CAST_H
#define CK_CAST_H
#include <stdint.h>
/* Comparisons and selections that a loop around them turns into vectors. */
static inline int32_t ck_float_to_int32(float x) { return x >= -2147483648.0f && x < 2147483648.0f ? (int32_t)x : INT32_MIN; }
static inline int32_t ck_double_to_int32(double x) { return x > -2147483649.0 && x < 2147483648.0 ? (int32_t)x : INT32_MIN; }
static inline int64_t ck_float_to_int64(float x) { return x >= -9223372036854775808.0f && x < 9223372036854775808.0f ? (int64_t)x : INT64_MIN; }
static inline int64_t ck_double_to_int64(double x) { return x >= -9223372036854775808.0 && x < 9223372036854775808.0 ? (int64_t)x : INT64_MIN; }
#endif
