package dev.fovea.dicom;

import com.github.jaiimageio.jpeg2000.impl.J2KImageReaderSpi;
import com.twelvemonkeys.imageio.plugins.jpeg.JPEGImageReaderSpi;
import java.awt.image.Raster;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.concurrent.locks.ReentrantLock;
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
    /// What the libraries take of the heap while they decode, bytes a sample: integers for the whole picture and
    /// the raster made of them. An estimate; measured is that 6 megapixels of JPEG 2000 in colour do not fit into
    /// 112 MB.
    private static final int JPEG_2000_HEAP = 8;

    private static final int JPEG_HEAP = 4;

    /// One at a time, so that half of the heap is enough for all.
    private static final ReentrantLock HEAP = new ReentrantLock();

    static {
        ImageIO.setUseCache(false);
    }

    private Rasters() {}

    /// What is too large for the heap is refused when it comes: it would be tried again and again.
    static void mustFit(TransferSyntax.Codec codec, PixelForm form) throws DicomException {
        long each = switch (codec) {
            case JPEG_2000 -> JPEG_2000_HEAP;
            case JPEG_LOSSLESS -> JPEG_HEAP;
            case NATIVE, RLE, JPEG -> 0;
        };
        long needed = each * form.columns() * form.rows() * form.samples();
        long room = Runtime.getRuntime().maxMemory() / 2;
        if (needed > room) {
            throw new DicomException("decoding " + codec + " of " + form.columns() + "x" + form.rows() + "x"
                    + form.samples() + " takes " + (needed >> 20) + " MiB of the heap, which has " + (room >> 20)
                    + " for it: send it uncompressed or as baseline JPEG");
        }
    }

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
        HEAP.lock();
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
        } finally {
            HEAP.unlock();
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
