/* PNG and JPEG through libpng and libjpeg: their error handling is by longjmp, which must not cross Swift frames. */
#ifndef CK_PNG_H
#define CK_PNG_H
#include <stddef.h>
#include <stdint.h>

typedef struct {
    /* Size in pixels, PNG colour type (0 grey, 2 RGB, 3 palette, 4 grey+alpha, 6 RGBA), bit depth 1..16. */
    int width, height, color_type, bit_depth, interlace;
    uint8_t palette[768];
    int palette_count;
    /* Palette alphas, or the transparent grey or RGB value. */
    uint8_t palette_alpha[256];
    int alpha_count;
    int has_transparent;
    uint16_t transparent[3];
} ck_png_info;

/* Reads the header. 0, or nonzero with a message in error (at least 200 bytes). */
int ck_png_header(const uint8_t *bytes, size_t count, ck_png_info *info, char *error);
/* Decodes into rows of row_size bytes: samples of fewer than 8 bits unpacked to a byte each (not scaled), 16-bit samples in machine order.
   strip: 1 to reduce 16 bits to 8. */
int ck_png_decode(const uint8_t *bytes, size_t count, int strip, uint8_t *rows, size_t row_size, char *error);
/* Encodes 8-bit (or 16-bit big-endian when bit_depth is 16) rows. *out is malloc'ed. */
int ck_png_encode(const uint8_t *rows, size_t row_size, int width, int height, int color_type, int bit_depth, const uint8_t *palette, int palette_count,
                  const uint8_t *alpha, int alpha_count, int level, double dpi, uint8_t **out, size_t *out_count, char *error);

typedef struct { int width, height, components; } ck_jpeg_info;
int ck_jpeg_header(const uint8_t *bytes, size_t count, ck_jpeg_info *info, char *error);
/* Decodes to `components` bytes a pixel (1 grey, 3 RGB, 4 CMYK inverted as Adobe writes it). */
int ck_jpeg_decode(const uint8_t *bytes, size_t count, uint8_t *rows, size_t row_size, char *error);
int ck_jpeg_encode(const uint8_t *rows, size_t row_size, int width, int height, int components, int quality, int subsampling, int optimize, int progressive, uint8_t **out, size_t *out_count, char *error);
#endif
