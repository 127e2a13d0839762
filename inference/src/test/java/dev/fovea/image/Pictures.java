package dev.fovea.image;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/// Files to decode, written by other code than the one under test: the JDK's, or a few lines here.
final class Pictures {
    private Pictures() {}

    /// The picture of `resize_golden.py`, as red-green-blue.
    static BufferedImage formula(int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int rgb = 0;
                for (int c = 0; c < 3; c++) {
                    rgb = (rgb << 8) | ((3 * x + 5 * y + 40 * c + ((x * y) >> 4) + ((x ^ y) & 31) * 3) & 255);
                }
                image.setRGB(x, y, rgb);
            }
        }
        return image;
    }

    static Pixels pixels(BufferedImage image) {
        int width = image.getWidth();
        int height = image.getHeight();
        ByteBuffer bgr = ByteBuffer.allocate(3 * width * height);
        for (int rgb : image.getRGB(0, 0, width, height, null, 0, width)) {
            bgr.put((byte) rgb).put((byte) (rgb >> 8)).put((byte) (rgb >> 16));
        }
        return new Pixels(bgr.flip(), width, height);
    }

    /// Blue-green-red of one pixel, as an int of three bytes, red highest.
    static int rgb(Pixels pixels, int x, int y) {
        byte[] bgr = new byte[3];
        pixels.row(y, x, 1, bgr);
        return ((bgr[2] & 255) << 16) | ((bgr[1] & 255) << 8) | (bgr[0] & 255);
    }

    static ByteBuffer direct(byte[] file) {
        return ByteBuffer.allocateDirect(file.length).put(file).flip();
    }

    static byte[] jpeg(BufferedImage image, float quality) {
        return jpeg(image, quality, false);
    }

    static byte[] jpeg(BufferedImage image, float quality, boolean progressive) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ImageWriteParam settings = writer.getDefaultWriteParam();
        settings.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        settings.setCompressionQuality(quality);
        settings.setProgressiveMode(progressive ? ImageWriteParam.MODE_DEFAULT : ImageWriteParam.MODE_DISABLED);
        try (ImageOutputStream output = ImageIO.createImageOutputStream(bytes)) {
            writer.setOutput(output);
            writer.write(null, new IIOImage(image, null, null), settings);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    static byte[] png(BufferedImage image) {
        try (ByteArrayOutputStream bytes = new ByteArrayOutputStream()) {
            ImageIO.write(image, "png", bytes);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static BufferedImage read(byte[] file) {
        try {
            return ImageIO.read(new ByteArrayInputStream(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A PNG of 16 bit a sample; each sample is the 8-bit one as high byte over a low byte of 0x5a.
    static byte[] png16(BufferedImage image) {
        int width = image.getWidth();
        int height = image.getHeight();
        ByteArrayOutputStream rows = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflated = new DeflaterOutputStream(rows)) {
            for (int y = 0; y < height; y++) {
                deflated.write(0);
                for (int x = 0; x < width; x++) {
                    for (int shift = 16; shift >= 0; shift -= 8) {
                        deflated.write(image.getRGB(x, y) >> shift);
                        deflated.write(0x5a);
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        ByteBuffer header = ByteBuffer.allocate(13)
                .putInt(width)
                .putInt(height)
                .put(new byte[] {16, 2, 0, 0, 0})
                .flip();
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
        file.writeBytes(chunk("IHDR", header.array()));
        file.writeBytes(chunk("IDAT", rows.toByteArray()));
        file.writeBytes(chunk("IEND", new byte[0]));
        return file.toByteArray();
    }

    static byte[] chunk(String name, byte[] content) {
        ByteBuffer chunk = ByteBuffer.allocate(12 + content.length).putInt(content.length);
        chunk.put(name.getBytes(StandardCharsets.US_ASCII));
        chunk.put(content);
        CRC32 sum = new CRC32();
        sum.update(chunk.array(), 4, 4 + content.length);
        return chunk.putInt((int) sum.getValue()).array();
    }

    /// An uncompressed TIFF; with 16 bit as in [#png16].
    static byte[] tiff(BufferedImage image, int bits, ByteOrder order, int orientation) {
        int width = image.getWidth();
        int height = image.getHeight();
        int bytes = bits / 8;
        int pixelsAt = 8 + 6;
        int directory = pixelsAt + width * height * 3 * bytes;
        ByteBuffer file = ByteBuffer.allocate(directory + 2 + 11 * 12 + 4).order(order);
        file.put(order == ByteOrder.BIG_ENDIAN ? new byte[] {'M', 'M'} : new byte[] {'I', 'I'});
        file.putShort((short) 42).putInt(directory);
        file.putShort((short) bits).putShort((short) bits).putShort((short) bits);
        for (int rgb : image.getRGB(0, 0, width, height, null, 0, width)) {
            for (int shift = 16; shift >= 0; shift -= 8) {
                int sample = rgb >> shift & 255;
                if (bits == 16) {
                    file.putShort((short) (sample << 8 | 0x5a));
                } else {
                    file.put((byte) sample);
                }
            }
        }
        file.putShort((short) 11);
        entry(file, 256, 4, 1, width);
        entry(file, 257, 4, 1, height);
        entry(file, 258, 3, 3, 8);
        entry(file, 259, 3, 1, 1);
        entry(file, 262, 3, 1, 2);
        entry(file, 273, 4, 1, pixelsAt);
        entry(file, 274, 3, 1, orientation);
        entry(file, 277, 3, 1, 3);
        entry(file, 278, 4, 1, height);
        entry(file, 279, 4, 1, width * height * 3 * bytes);
        entry(file, 284, 3, 1, 1);
        file.putInt(0);
        return file.array();
    }

    private static void entry(ByteBuffer file, int tag, int type, int count, int value) {
        file.putShort((short) tag).putShort((short) type).putInt(count);
        if (type == 3 && count == 1) {
            file.putShort((short) value).putShort((short) 0);
        } else {
            file.putInt(value);
        }
    }

    /// The content of an EXIF block that holds nothing but an orientation.
    static byte[] exif(int orientation, ByteOrder order) {
        ByteBuffer block = ByteBuffer.allocate(26).order(order);
        block.put(order == ByteOrder.BIG_ENDIAN ? new byte[] {'M', 'M'} : new byte[] {'I', 'I'});
        block.putShort((short) 42).putInt(8).putShort((short) 1);
        entry(block, 274, 3, 1, orientation);
        return block.array();
    }

    /// The JPEG with an EXIF block in front.
    static byte[] withExif(byte[] jpeg, int orientation, ByteOrder order) {
        byte[] exif = exif(orientation, order);
        ByteBuffer file = ByteBuffer.allocate(jpeg.length + 10 + exif.length);
        file.put(jpeg, 0, 2);
        file.put((byte) 0xff).put((byte) 0xe1).putShort((short) (8 + exif.length));
        file.put(new byte[] {'E', 'x', 'i', 'f', 0, 0}).put(exif);
        return file.put(jpeg, 2, jpeg.length - 2).array();
    }

    /// The PNG with an `eXIf` chunk behind its header.
    static byte[] pngWithExif(byte[] png, int orientation) {
        byte[] chunk = chunk("eXIf", exif(orientation, ByteOrder.BIG_ENDIAN));
        ByteBuffer file = ByteBuffer.allocate(png.length + chunk.length);
        file.put(png, 0, 33).put(chunk).put(png, 33, png.length - 33);
        return file.array();
    }

    /// How a camera that was held so stores the upright picture (EXIF 2.32, tag 274).
    static BufferedImage stored(BufferedImage upright, int orientation) {
        boolean sideways = orientation >= 5;
        int w = upright.getWidth();
        int h = upright.getHeight();
        BufferedImage stored = new BufferedImage(sideways ? h : w, sideways ? w : h, upright.getType());
        for (int y = 0; y < h; y++) {
            for (int x = 0; x < w; x++) {
                int[] at = switch (orientation) {
                    case 1 -> new int[] {x, y};
                    case 2 -> new int[] {w - 1 - x, y};
                    case 3 -> new int[] {w - 1 - x, h - 1 - y};
                    case 4 -> new int[] {x, h - 1 - y};
                    case 5 -> new int[] {y, x};
                    case 6 -> new int[] {y, w - 1 - x};
                    case 7 -> new int[] {h - 1 - y, w - 1 - x};
                    case 8 -> new int[] {h - 1 - y, x};
                    default -> throw new IllegalArgumentException("orientation " + orientation);
                };
                stored.setRGB(at[0], at[1], upright.getRGB(x, y));
            }
        }
        return stored;
    }

    static byte[] head(byte[] file, int length) {
        return Arrays.copyOf(file, length);
    }
}
