package dev.fovea.dicom;

import java.nio.ByteBuffer;

/// Turns stored samples into pixels of 8 bit for the image stage: blue, green, red.
final class Painter {
    /// DCMTK's figures for YCbCr of full range. Its sums are cut off and not rounded, and so are ours: where
    /// colours are made by a formula, our pixels are its pixels.
    private static final double[] RED_OF_CR = new double[256];

    private static final double[] GREEN_OF_CB = new double[256];
    private static final double[] GREEN_OF_CR = new double[256];
    private static final double[] BLUE_OF_CB = new double[256];

    static {
        for (int i = 0; i < 256; i++) {
            RED_OF_CR[i] = 1.4020 * i - 0.7010 * 255;
            GREEN_OF_CB[i] = 0.3441 * i;
            GREEN_OF_CR[i] = 0.7141 * i - 0.5291 * 255;
            BLUE_OF_CB[i] = 1.7720 * i - 0.8859 * 255;
        }
    }

    private Painter() {}

    /// @param frame from 0
    /// @param bgr receives three bytes a pixel, from index 0
    /// @param scratch with room for [Picture#scratchBytes]
    static void paint(Picture picture, int frame, ByteBuffer bgr, ByteBuffer scratch) throws DicomException {
        Samples samples = picture.samples(frame, scratch);
        PixelForm form = picture.form();
        switch (form.photometric()) {
            case MONOCHROME1 -> grey(samples, form, 0xff, bgr);
            case MONOCHROME2 -> grey(samples, form, 0, bgr);
            case PALETTE_COLOR -> palette(samples, form, Palette.read(picture.set()), bgr);
            case RGB, YBR_ICT, YBR_RCT -> rgb(samples, form, bgr);
            case YBR_FULL -> {
                if (picture.codec() == TransferSyntax.Codec.JPEG) {
                    rgb(samples, form, bgr);
                } else {
                    ybr(samples, form, bgr);
                }
            }
            case YBR_FULL_422 -> {
                if (picture.codec() == TransferSyntax.Codec.JPEG) {
                    rgb(samples, form, bgr);
                } else {
                    ybr422(samples, form, bgr);
                }
            }
        }
    }

    private static void grey(Samples samples, PixelForm form, int inverted, ByteBuffer bgr) {
        for (int pixel = 0; pixel < form.pixels(); pixel++) {
            int value = form.brightness(samples.raw(pixel, 0)) ^ inverted;
            put(bgr, pixel, value, value, value);
        }
    }

    private static void palette(Samples samples, PixelForm form, Palette palette, ByteBuffer bgr) {
        for (int pixel = 0; pixel < form.pixels(); pixel++) {
            bgr.put(3 * pixel, palette.bgr(), palette.at(form.value(samples.raw(pixel, 0))), 3);
        }
    }

    private static void rgb(Samples samples, PixelForm form, ByteBuffer bgr) {
        for (int pixel = 0; pixel < form.pixels(); pixel++) {
            put(
                    bgr,
                    pixel,
                    form.brightness(samples.raw(pixel, 0)),
                    form.brightness(samples.raw(pixel, 1)),
                    form.brightness(samples.raw(pixel, 2)));
        }
    }

    private static void ybr(Samples samples, PixelForm form, ByteBuffer bgr) {
        for (int pixel = 0; pixel < form.pixels(); pixel++) {
            ybr(bgr, pixel, samples.raw(pixel, 0), samples.raw(pixel, 1), samples.raw(pixel, 2));
        }
    }

    /// Two pixels are four samples: Y, Y, Cb, Cr.
    private static void ybr422(Samples samples, PixelForm form, ByteBuffer bgr) {
        for (int pixel = 0; pixel < form.pixels(); pixel += 2) {
            int at = samples.first() + 2 * pixel;
            ybr(bgr, pixel, samples.at(at), samples.at(at + 2), samples.at(at + 3));
            ybr(bgr, pixel + 1, samples.at(at + 1), samples.at(at + 2), samples.at(at + 3));
        }
    }

    private static void ybr(ByteBuffer bgr, int pixel, int y, int cb, int cr) {
        put(
                bgr,
                pixel,
                Math.clamp((int) (y + RED_OF_CR[cr]), 0, 255),
                Math.clamp((int) (y - GREEN_OF_CB[cb] - GREEN_OF_CR[cr]), 0, 255),
                Math.clamp((int) (y + BLUE_OF_CB[cb]), 0, 255));
    }

    private static void put(ByteBuffer bgr, int pixel, int red, int green, int blue) {
        bgr.put(3 * pixel, (byte) blue);
        bgr.put(3 * pixel + 1, (byte) green);
        bgr.put(3 * pixel + 2, (byte) red);
    }
}
