/* This file reads and writes PNG and JPEG. */
#include "ck_png.h"
#include "png_rows.h"
#include <png.h>
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <jpeglib.h>

typedef struct { const uint8_t *bytes; size_t count, at; } source;
typedef struct { uint8_t *bytes; size_t count, capacity; } sink;

static void keep(char *error, const char *message) { snprintf(error, 200, "%s", message); }
static void png_fail(png_structp p, png_const_charp message) {
    keep((char *)png_get_error_ptr(p), message);
    longjmp(png_jmpbuf(p), 1);
}
static void png_quiet(png_structp p, png_const_charp message) { (void)p; (void)message; }
static void png_take(png_structp p, png_bytep out, png_size_t n) {
    source *s = png_get_io_ptr(p);
    if (n > s->count - s->at) png_error(p, "image file is truncated");
    memcpy(out, s->bytes + s->at, n);
    s->at += n;
}

static int open_png(png_structp *p, png_infop *i, source *s, char *error) {
    error[0] = 0;
    *p = png_create_read_struct(PNG_LIBPNG_VER_STRING, error, png_fail, png_quiet);
    if (!*p) return 1;
    *i = png_create_info_struct(*p);
    if (!*i) { png_destroy_read_struct(p, NULL, NULL); return 1; }
    png_set_read_fn(*p, s, png_take);
    /* A header must not make us allocate without bound. */
    png_set_user_limits(*p, 65535, 65535);
    png_set_chunk_malloc_max(*p, 64 << 20);
    return 0;
}

int ck_png_header(const uint8_t *bytes, size_t count, ck_png_info *info, char *error) {
    png_structp p; png_infop i;
    source s = {bytes, count, 0};
    memset(info, 0, sizeof *info);
    if (open_png(&p, &i, &s, error)) return 1;
    if (setjmp(png_jmpbuf(p))) { png_destroy_read_struct(&p, &i, NULL); return 1; }
    png_read_info(p, i);
    info->width = (int)png_get_image_width(p, i);
    info->height = (int)png_get_image_height(p, i);
    info->color_type = png_get_color_type(p, i);
    info->bit_depth = png_get_bit_depth(p, i);
    info->interlace = png_get_interlace_type(p, i);
    png_colorp palette; int n = 0;
    if (png_get_PLTE(p, i, &palette, &n)) {
        info->palette_count = n;
        for (int k = 0; k < n && k < 256; k++) {
            info->palette[k * 3] = palette[k].red;
            info->palette[k * 3 + 1] = palette[k].green;
            info->palette[k * 3 + 2] = palette[k].blue;
        }
    }
    png_bytep alpha = NULL; png_color_16p value = NULL; int na = 0;
    if (png_get_tRNS(p, i, &alpha, &na, &value)) {
        if (info->color_type == PNG_COLOR_TYPE_PALETTE && alpha) {
            info->alpha_count = na > 256 ? 256 : na;
            memcpy(info->palette_alpha, alpha, (size_t)info->alpha_count);
        } else if (value) {
            info->has_transparent = 1;
            info->transparent[0] = info->color_type == PNG_COLOR_TYPE_GRAY ? value->gray : value->red;
            info->transparent[1] = value->green;
            info->transparent[2] = value->blue;
        }
    }
    png_destroy_read_struct(&p, &i, NULL);
    return 0;
}

int ck_png_decode(const uint8_t *bytes, size_t count, int strip, uint8_t *rows, size_t row_size, char *error) {
    png_structp p; png_infop i;
    source s = {bytes, count, 0};
    if (open_png(&p, &i, &s, error)) return 1;
    png_bytep *volatile pointers = NULL;
    if (setjmp(png_jmpbuf(p))) { free(pointers); png_destroy_read_struct(&p, &i, NULL); return 1; }
    png_read_info(p, i);
    png_set_packing(p);
    if (strip) png_set_strip_16(p); else png_set_swap(p);
    png_set_interlace_handling(p);
    png_read_update_info(p, i);
    png_uint_32 h = png_get_image_height(p, i);
    if (png_get_rowbytes(p, i) > row_size) png_error(p, "row too long");
    pointers = malloc(h * sizeof *pointers);
    if (!pointers) png_error(p, "out of memory");
    for (png_uint_32 y = 0; y < h; y++) pointers[y] = rows + y * row_size;
    png_read_image(p, pointers);
    png_read_end(p, NULL);
    free(pointers);
    png_destroy_read_struct(&p, &i, NULL);
    return 0;
}

static void png_give(png_structp p, png_bytep data, png_size_t n) {
    sink *s = png_get_io_ptr(p);
    if (s->count + n > s->capacity) {
        size_t c = (s->count + n) * 2 + 4096;
        uint8_t *b = realloc(s->bytes, c);
        if (!b) png_error(p, "out of memory");
        s->bytes = b;
        s->capacity = c;
    }
    memcpy(s->bytes + s->count, data, n);
    s->count += n;
}
static void png_flush_nothing(png_structp p) { (void)p; }

int ck_png_encode(const uint8_t *rows, size_t row_size, int width, int height, int color_type, int bit_depth, const uint8_t *palette, int palette_count,
                  const uint8_t *alpha, int alpha_count, int level, double dpi, uint8_t **out, size_t *out_count, char *error) {
    error[0] = 0;
    png_structp p = png_create_write_struct(PNG_LIBPNG_VER_STRING, error, png_fail, png_quiet);
    if (!p) return 1;
    png_infop i = png_create_info_struct(p);
    sink s = {NULL, 0, 0};
    sink *volatile kept = &s;
    ck_piece *volatile stream = NULL;
    int length = 0;
    int *volatile pieces = &length;
    if (!i || setjmp(png_jmpbuf(p))) {
        if (stream) ck_pieces_free(stream, *pieces);
        free(kept->bytes);
        png_destroy_write_struct(&p, &i);
        return 1;
    }
    png_set_write_fn(p, &s, png_give, png_flush_nothing);
    png_set_compression_level(p, level);
    png_set_IHDR(p, i, (png_uint_32)width, (png_uint_32)height, bit_depth, color_type, PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
    if (palette && palette_count) {
        png_color colors[256];
        for (int k = 0; k < palette_count; k++) colors[k] = (png_color){palette[k * 3], palette[k * 3 + 1], palette[k * 3 + 2]};
        png_set_PLTE(p, i, colors, palette_count);
        if (alpha && alpha_count) png_set_tRNS(p, i, alpha, alpha_count, NULL);
    }
    if (dpi > 0) { png_uint_32 m = (png_uint_32)(dpi / 0.0254 + 0.5); png_set_pHYs(p, i, m, m, PNG_RESOLUTION_METER); }
    png_write_info(p, i);
    if (bit_depth < 8) {
        png_set_packing(p);
        for (int y = 0; y < height; y++) png_write_row(p, rows + (size_t)y * row_size);
        png_write_end(p, NULL);
    } else {
        /* libpng filters and compresses on one thread; the stream is made here on all of them, and libpng writes its chunks. */
        stream = ck_png_rows(rows, row_size, png_get_rowbytes(p, i), height, (int)(png_get_rowbytes(p, i) / (size_t)width), level,
                                       color_type == PNG_COLOR_TYPE_PALETTE, &length);
        if (!stream) png_error(p, "out of memory");
        for (int k = 0; k < length; k++) png_write_chunk(p, (png_const_bytep)"IDAT", stream[k].bytes, stream[k].count);
        ck_pieces_free(stream, length);
        stream = NULL;
        png_write_chunk(p, (png_const_bytep)"IEND", NULL, 0);
    }
    png_destroy_write_struct(&p, &i);
    *out = s.bytes;
    *out_count = s.count;
    return 0;
}

typedef struct { struct jpeg_error_mgr base; jmp_buf jump; char *error; } jpeg_trap;
static void jpeg_fail(j_common_ptr c) {
    jpeg_trap *t = (jpeg_trap *)c->err;
    char text[JMSG_LENGTH_MAX];
    c->err->format_message(c, text);
    keep(t->error, text);
    longjmp(t->jump, 1);
}
static void jpeg_message(j_common_ptr c, int level) {
    /* A warning of corrupt data is an error here: a damaged file must not load silently. */
    if (level < 0) jpeg_fail(c);
}
static void trap(jpeg_trap *t, char *error) {
    jpeg_std_error(&t->base);
    t->base.error_exit = jpeg_fail;
    t->base.emit_message = jpeg_message;
    t->error = error;
    error[0] = 0;
}

static void jpeg_colors(struct jpeg_decompress_struct *d) {
    if (d->num_components == 1) d->out_color_space = JCS_GRAYSCALE;
    else if (d->num_components == 4) d->out_color_space = JCS_CMYK;
    else d->out_color_space = JCS_RGB;
}

int ck_jpeg_header(const uint8_t *bytes, size_t count, ck_jpeg_info *info, char *error) {
    struct jpeg_decompress_struct d;
    jpeg_trap t;
    trap(&t, error);
    d.err = &t.base;
    if (setjmp(t.jump)) { jpeg_destroy_decompress(&d); return 1; }
    jpeg_create_decompress(&d);
    jpeg_mem_src(&d, bytes, count);
    jpeg_read_header(&d, TRUE);
    info->width = (int)d.image_width;
    info->height = (int)d.image_height;
    info->components = d.num_components == 1 ? 1 : d.num_components == 4 ? 4 : 3;
    jpeg_destroy_decompress(&d);
    return 0;
}

int ck_jpeg_decode(const uint8_t *bytes, size_t count, uint8_t *rows, size_t row_size, char *error) {
    struct jpeg_decompress_struct d;
    jpeg_trap t;
    trap(&t, error);
    d.err = &t.base;
    if (setjmp(t.jump)) { jpeg_destroy_decompress(&d); return 1; }
    jpeg_create_decompress(&d);
    jpeg_mem_src(&d, bytes, count);
    jpeg_read_header(&d, TRUE);
    jpeg_colors(&d);
    d.dct_method = JDCT_DEFAULT;
    jpeg_start_decompress(&d);
    if ((size_t)d.output_width * (size_t)d.output_components > row_size) { keep(error, "row too long"); jpeg_destroy_decompress(&d); return 1; }
    int inverted = d.out_color_space == JCS_CMYK && d.saw_Adobe_marker;
    while (d.output_scanline < d.output_height) {
        uint8_t *row = rows + (size_t)d.output_scanline * row_size;
        JSAMPROW one[1] = {row};
        jpeg_read_scanlines(&d, one, 1);
        if (inverted) for (size_t k = 0; k < row_size; k++) row[k] = (uint8_t)~row[k];
    }
    jpeg_finish_decompress(&d);
    jpeg_destroy_decompress(&d);
    return 0;
}

int ck_jpeg_encode(const uint8_t *rows, size_t row_size, int width, int height, int components, int quality, int subsampling, int optimize, int progressive,
                   uint8_t **out, size_t *out_count, char *error) {
    struct jpeg_compress_struct c;
    jpeg_trap t;
    trap(&t, error);
    c.err = &t.base;
    unsigned char *volatile buffer = NULL;
    unsigned long size = 0;
    unsigned char *place = NULL;
    if (setjmp(t.jump)) { jpeg_destroy_compress(&c); free(place); return 1; }
    jpeg_create_compress(&c);
    jpeg_mem_dest(&c, &place, &size);
    c.image_width = (JDIMENSION)width;
    c.image_height = (JDIMENSION)height;
    c.input_components = components;
    c.in_color_space = components == 1 ? JCS_GRAYSCALE : components == 4 ? JCS_CMYK : JCS_RGB;
    jpeg_set_defaults(&c);
    jpeg_set_quality(&c, quality, TRUE);
    if (components == 3 && subsampling >= 0) {
        c.comp_info[0].h_samp_factor = subsampling == 0 ? 1 : 2;
        c.comp_info[0].v_samp_factor = subsampling == 2 ? 2 : 1;
    }
    c.optimize_coding = optimize ? TRUE : FALSE;
    if (progressive) jpeg_simple_progression(&c);
    jpeg_start_compress(&c, TRUE);
    while (c.next_scanline < c.image_height) {
        JSAMPROW one[1] = {(JSAMPROW)(rows + (size_t)c.next_scanline * row_size)};
        jpeg_write_scanlines(&c, one, 1);
    }
    jpeg_finish_compress(&c);
    jpeg_destroy_compress(&c);
    buffer = place;
    *out = buffer;
    *out_count = size;
    return 0;
}
