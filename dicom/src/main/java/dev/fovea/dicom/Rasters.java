package dev.fovea.dicom;

import com.github.jaiimageio.jpeg2000.impl.J2KImageReaderSpi;
import com.twelvemonkeys.imageio.plugins.jpeg.JPEGImageReaderSpi;
import java.awt.image.Raster;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageReaderSpi;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/// Frames that libraries of ImageIO decode: lossless JPEG by TwelveMonkeys, JPEG 2000 by jai-imageio. Each is
/// shown the frame only after its own header promised what the DICOM header says, so that what they allocate is
/// bounded.
final class Rasters {
    static {
        ImageIO.setUseCache(false);
    }

    private Rasters() {}

    static Samples jpeg(ByteBuffer frame, PixelForm form) throws DicomException {
        JpegFrame.read(frame).mustBe(form);
        return read(spi(JPEGImageReaderSpi.class), frame, form);
    }

    static Samples jpeg2000(ByteBuffer frame, PixelForm form) throws DicomException {
        Jpeg2000Frame.check(frame, form);
        return read(spi(J2KImageReaderSpi.class), frame, form);
    }

    private static ImageReaderSpi spi(Class<? extends ImageReaderSpi> type) throws DicomException {
        ImageReaderSpi spi = IIORegistry.getDefaultInstance().getServiceProviderByClass(type);
        if (spi == null) {
            throw new DicomException(type.getSimpleName() + " is not on the class path");
        }
        return spi;
    }

    private static Samples read(ImageReaderSpi spi, ByteBuffer frame, PixelForm form) throws DicomException {
        try (ImageInputStream stream = new MemoryCacheImageInputStream(new BufferStream(frame))) {
            ImageReader reader = spi.createReaderInstance();
            try {
                reader.setInput(stream, true, true);
                Raster raster = reader.canReadRaster()
                        ? reader.readRaster(0, null)
                        : reader.read(0).getRaster();
                return samples(raster, form);
            } finally {
                reader.dispose();
            }
        } catch (IOException | RuntimeException e) {
            throw new DicomException("the compressed pixels cannot be decoded: " + e);
        }
    }

    private static Samples samples(Raster raster, PixelForm form) throws DicomException {
        if (raster.getWidth() != form.columns()
                || raster.getHeight() != form.rows()
                || raster.getNumBands() != form.samples()) {
            throw new DicomException("the compressed pixels are " + raster.getWidth() + "x" + raster.getHeight() + "x"
                    + raster.getNumBands() + ", the header says " + form.columns() + "x" + form.rows() + "x"
                    + form.samples());
        }
        int perRow = form.columns() * form.samples();
        ByteBuffer bytes =
                ByteBuffer.allocate(form.rows() * perRow * form.bytes()).order(ByteOrder.LITTLE_ENDIAN);
        int[] row = new int[perRow];
        for (int y = 0; y < form.rows(); y++) {
            raster.getPixels(raster.getMinX(), raster.getMinY() + y, form.columns(), 1, row);
            for (int value : row) {
                if (form.bytes() == 1) {
                    bytes.put((byte) value);
                } else {
                    bytes.putShort((short) value);
                }
            }
        }
        return new Samples(bytes.flip(), 0, form.samples(), 1, form.bytes(), false);
    }
}
