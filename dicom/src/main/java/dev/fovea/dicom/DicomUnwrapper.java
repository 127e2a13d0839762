package dev.fovea.dicom;

import dev.fovea.image.ImageHeader;
import dev.fovea.image.Unwrapper;
import dev.fovea.image.Wrapped;
import dev.fovea.model.MediaType;
import java.nio.ByteBuffer;
import java.util.Optional;

/// Hands the picture of a DICOM file to the image stage. Stateless; any thread.
public final class DicomUnwrapper implements Unwrapper {
    @Override
    public Optional<Wrapped> open(ByteBuffer file) {
        try {
            return Optional.of(wrapped(gradable(file)));
        } catch (DicomException refused) {
            return Optional.empty();
        }
    }

    /// The picture of a file that one answer can be given for.
    ///
    /// @throws DicomException also for several frames: an answer about one of them would pass for one about all
    public static Picture gradable(ByteBuffer file) throws DicomException {
        Picture picture = Picture.of(DicomFile.read(file));
        if (picture.frames() != 1) {
            throw new DicomException("Number of Frames must be 1, was " + picture.frames()
                    + ": no answer is given for one picture of many");
        }
        wrapped(picture);
        return picture;
    }

    /// A JPEG is decoded like one that comes by itself, scaled down on the way; all else is painted here.
    private static Wrapped wrapped(Picture picture) throws DicomException {
        PixelForm form = picture.form();
        if (picture.codec() == TransferSyntax.Codec.JPEG && form.photometric() != Photometric.MONOCHROME1) {
            ByteBuffer frame = picture.compressed(0);
            JpegFrame jpeg = JpegFrame.read(frame);
            jpeg.mustBe(form);
            if (jpeg.process() > 2 || jpeg.precision() != 8) {
                throw new DicomException("the JPEG is of process " + jpeg.process() + " with " + jpeg.precision()
                        + " bits, not the baseline that " + TransferSyntax.JPEG_BASELINE + " means");
            }
            ImageHeader header = new ImageHeader(MediaType.JPEG, form.columns(), form.rows(), 1);
            return new Wrapped.Inner(header, jpeg.coloured(frame, form.photometric() == Photometric.RGB));
        }
        long heap = switch (picture.codec()) {
            case JPEG, JPEG_LOSSLESS, JPEG_2000 -> 2L * form.frameBytes();
            case NATIVE, RLE -> 0;
        };
        return new Wrapped.Painted(form.columns(), form.rows(), heap, picture.scratchBytes(), (bgr, scratch) -> {
            try {
                Painter.paint(picture, 0, bgr, scratch);
                return true;
            } catch (DicomException broken) {
                return false;
            }
        });
    }
}
