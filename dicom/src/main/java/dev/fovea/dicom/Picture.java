package dev.fovea.dicom;

import java.nio.ByteBuffer;

/// The pixels of a DICOM file. Made only when the header promises that they can be decoded exactly.
public final class Picture {
    private final DicomFile file;
    private final PixelForm form;
    private final Element element;

    private Picture(DicomFile file, PixelForm form, Element element) {
        this.file = file;
        this.form = form;
        this.element = element;
    }

    /// @throws DicomException with the attribute that stands against it
    public static Picture of(DicomFile file) throws DicomException {
        DataSet set = file.set();
        if (set.element(Tag.FLOAT_PIXELS).isPresent()
                || set.element(Tag.DOUBLE_PIXELS).isPresent()) {
            throw new DicomException("pixels of floating point are not decoded");
        }
        Element element = set.element(Tag.PIXELS).orElseThrow(() -> new DicomException("there are no pixels"));
        PixelForm form = PixelForm.read(set);
        TransferSyntax syntax = file.syntax();
        if (syntax.encapsulated() != (element.length() == Element.FRAGMENTS)) {
            throw new DicomException("the pixels are " + (syntax.encapsulated() ? "not in fragments" : "in fragments")
                    + ", which " + syntax + " does not allow");
        }
        checkColours(form, syntax);
        if (!syntax.encapsulated() && element.length() < form.frameBytes() * form.frames()) {
            throw new DicomException(
                    "the pixels have " + element.length() + " bytes, must have " + form.frameBytes() * form.frames());
        }
        if (form.photometric() == Photometric.PALETTE_COLOR) {
            Palette.read(set);
        }
        Picture picture = new Picture(file, form, element);
        picture.checkFirstFrame();
        return picture;
    }

    /// What the compressed frame says of itself; its data may still be broken.
    private void checkFirstFrame() throws DicomException {
        Rasters.mustFit(codec(), form);
        switch (codec()) {
            case NATIVE, RLE -> {}
            case JPEG, JPEG_LOSSLESS -> JpegFrame.read(compressed(0)).mustBe(form);
            case JPEG_2000 -> Jpeg2000Frame.check(compressed(0), form);
        }
    }

    private static void checkColours(PixelForm form, TransferSyntax syntax) throws DicomException {
        boolean fits = switch (form.photometric()) {
            case MONOCHROME1, MONOCHROME2 -> true;
            case PALETTE_COLOR -> !form.signed() && syntax.codec() != TransferSyntax.Codec.JPEG;
            case RGB -> !form.signed();
            case YBR_FULL ->
                !form.signed()
                        && form.stored() == 8
                        && switch (syntax.codec()) {
                            case NATIVE, RLE, JPEG -> true;
                            case JPEG_LOSSLESS, JPEG_2000 -> false;
                        };
            case YBR_FULL_422 ->
                !form.signed()
                        && form.bytes() == 1
                        && form.stored() == 8
                        && (syntax.codec() == TransferSyntax.Codec.JPEG
                                || (syntax.codec() == TransferSyntax.Codec.NATIVE
                                        && form.columns() % 2 == 0
                                        && !form.planar()));
            case YBR_ICT, YBR_RCT -> !form.signed() && syntax.codec() == TransferSyntax.Codec.JPEG_2000;
        };
        if (!fits || (syntax.codec() == TransferSyntax.Codec.JPEG && form.bytes() != 1)) {
            throw new DicomException(form.photometric() + " with " + form.stored() + " bits"
                    + (form.signed() ? ", signed," : "") + " is not decoded in " + syntax);
        }
    }

    public int width() {
        return form.columns();
    }

    public int height() {
        return form.rows();
    }

    public int frames() {
        return form.frames();
    }

    PixelForm form() {
        return form;
    }

    DataSet set() {
        return file.set();
    }

    TransferSyntax syntax() {
        return file.syntax();
    }

    TransferSyntax.Codec codec() {
        return file.syntax().codec();
    }

    /// The bytes of one frame as they lie in the file: a JPEG file of its own, for one.
    ByteBuffer compressed(int frame) throws DicomException {
        return Fragments.read(file.bytes(), element.at()).frame(frame, form.frames());
    }

    /// Bytes outside of the heap that unpacking a frame takes: a packed picture of some kilobytes may be as large as
    /// any.
    long scratchBytes() {
        return codec() == TransferSyntax.Codec.RLE ? form.frameBytes() : file.inflatedBytes();
    }

    /// One frame's samples as they are stored, decompressed.
    ///
    /// @param frame from 0
    /// @param scratch with room for [#scratchBytes], where they may lie
    Samples samples(int frame, ByteBuffer scratch) throws DicomException {
        return switch (codec()) {
            case NATIVE -> raw(frame, file.bytes(scratch));
            case RLE -> RunLength.decode(compressed(frame), form, scratch);
            case JPEG, JPEG_LOSSLESS -> Rasters.jpeg(compressed(frame), form);
            case JPEG_2000 -> Rasters.jpeg2000(compressed(frame), form);
        };
    }

    /// In big-endian words of 16 bit, samples of 8 bit stand in pairs the wrong way round.
    private Samples raw(int frame, ByteBuffer all) {
        boolean pairs =
                file.syntax().bigEndian() && form.bytes() == 1 && element.vr().equals("OW");
        ByteBuffer bytes = all.slice(element.at(), element.length()).order(all.order());
        int first = Math.toIntExact(form.frameBytes() * frame / form.bytes());
        return new Samples(
                bytes,
                first,
                form.planar() ? 1 : form.samples(),
                form.planar() ? form.pixels() : 1,
                form.bytes(),
                pairs);
    }
}
