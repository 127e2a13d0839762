package dev.fovea.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.fovea.image.InputSpec.Crop;
import dev.fovea.image.InputSpec.Modality;
import dev.fovea.image.InputSpec.Resize;
import dev.fovea.model.MediaType;
import dev.fovea.model.QualityFault;
import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ImageStageTest {
    private static final List<Double> HALF = List.of(0.5, 0.5, 0.5);
    private static final SketchedEye EYE = SketchedEye.typical();

    private final ImageStage stage = new ImageStage(ImageLimits.DEFAULT);

    @AfterEach
    void close() {
        stage.close();
    }

    @ParameterizedTest
    @EnumSource(Resize.class)
    void theTensorIsCroppedPaddedResizedAndNormalised(Resize resize) {
        BufferedImage eye = EYE.withZoom(1.2).draw(450, 300);
        List<Double> mean = List.of(0.485, 0.456, 0.406);
        List<Double> std = List.of(0.229, 0.224, 0.225);
        InputSpec spec = new InputSpec(96, 96, mean, std, Crop.FIELD_OF_VIEW, resize, Modality.FUNDUS);
        Pixels pixels = Pictures.pixels(eye);
        Framing framing = new FieldFinder().find(pixels).framing();
        float[] planes = new float[spec.size()];
        Resizer resizer = resize == Resize.AREA ? new AreaResizer() : new PillowResizer();
        resizer.resize(pixels, framing, 96, 96, planes);

        FloatBuffer tensor = tensor(stage, Pictures.png(eye), spec);

        assertThat(framing.canvasWidth()).isBetween(356, 364).isEqualTo(framing.canvasHeight());
        for (int i = 0; i < spec.size(); i++) {
            int channel = i / (96 * 96);
            double expected = (planes[i] / 255 - mean.get(channel)) / std.get(channel);
            assertThat((double) tensor.get(i)).isCloseTo(expected, within(1e-5));
        }
    }

    @Test
    void aPictureThatWasCroppedBeforeIsTakenWhole() {
        Pixels square = Pictures.pixels(EYE.withZoom(1.004).draw(512, 512));
        Pixels padded = Pictures.pixels(padded(EYE.withZoom(1.2).draw(512, 426)));

        assertThat(new FieldFinder().find(square).framing()).isEqualTo(Framing.whole(square));
        assertThat(new FieldFinder().find(padded).framing()).isEqualTo(Framing.whole(padded));
    }

    @Test
    void aSmallFieldInALargeFrameIsCutOut() {
        Framing framing = new FieldFinder()
                .find(Pictures.pixels(EYE.withZoom(0.5).draw(900, 600)))
                .framing();

        // 300 pixels across; the rule shaves a row off that is lit over less than 12 %.
        assertThat(framing.canvasWidth()).isBetween(294, 304);
        assertThat(framing.x() + framing.width() / 2).isBetween(447, 453);
        assertThat(framing.y() + framing.height() / 2).isBetween(297, 303);
    }

    @Test
    void withoutACropThePictureIsSquashed() {
        BufferedImage eye = EYE.draw(450, 300);
        InputSpec spec = new InputSpec(64, 48, HALF, HALF, Crop.NONE, Resize.AREA, Modality.FUNDUS);
        float[] planes = new float[spec.size()];
        Pixels pixels = Pictures.pixels(eye);
        new AreaResizer().resize(pixels, Framing.whole(pixels), 64, 48, planes);

        FloatBuffer tensor = tensor(stage, Pictures.png(eye), spec);

        for (int i = 0; i < spec.size(); i++) {
            assertThat(tensor.get(i)).isCloseTo(planes[i] / 127.5f - 1, within(1e-5f));
        }
    }

    @Test
    void scalingDownInTheDecoderHardlyChangesTheInput() {
        byte[] large = Pictures.jpeg(EYE.draw(2400, 1600), 0.92f);
        ImageHeader header = ImageHeader.read(ByteBuffer.wrap(large)).orElseThrow();
        float[] full = square(large, header, 1);
        float[] reduced = square(large, header, 2);
        double sum = 0;
        double worst = 0;
        for (int i = 0; i < full.length; i++) {
            sum += Math.abs(full[i] - reduced[i]);
            worst = Math.max(worst, Math.abs(full[i] - reduced[i]));
        }

        assertThat(FrameReader.reduction(header, Crop.FIELD_OF_VIEW, 224, 224)).isEqualTo(2);
        // Of 255; measured 0.14 and 6.5 here, 0.15 to 0.30 on average for 6 and 12 megapixels at a quarter.
        assertThat(sum / full.length).isLessThan(0.3);
        assertThat(worst).isLessThan(8);
    }

    @Test
    void theReductionLeavesTwiceTheInput() {
        assertThat(reduction(3000, 2000, Crop.FIELD_OF_VIEW, 224)).isEqualTo(4);
        assertThat(reduction(4288, 2848, Crop.FIELD_OF_VIEW, 224)).isEqualTo(4);
        assertThat(reduction(4288, 2848, Crop.FIELD_OF_VIEW, 512)).isEqualTo(2);
        assertThat(reduction(4288, 3584, Crop.FIELD_OF_VIEW, 224)).isEqualTo(8);
        assertThat(reduction(4288, 3583, Crop.FIELD_OF_VIEW, 224)).isEqualTo(4);
        assertThat(reduction(895, 2000, Crop.NONE, 224)).isEqualTo(1);
        assertThat(reduction(896, 2000, Crop.NONE, 224)).isEqualTo(2);
    }

    @Test
    void aFieldTooSmallForTheReductionIsDecodedAgain() {
        BufferedImage eye = EYE.withZoom(0.35).draw(2000, 1800);
        InputSpec spec = spec(Resize.AREA);

        try (FrameReader frames = new FrameReader(ImageLimits.DEFAULT, Unwrapper.NONE)) {
            FrameReader.Frame frame = frames.read(Pictures.direct(Pictures.jpeg(eye, 0.9f)), spec, 224, 224)
                    .orElseThrow();

            assertThat(frame.header().width()).isEqualTo(2000);
            assertThat(frame.pixels().width()).isEqualTo(2000);
        }
    }

    @Test
    void aStageThatIsUsedAgainGivesWhatAFreshOneGives() {
        List<byte[]> files = new ArrayList<>();
        files.add(Pictures.jpeg(EYE.draw(1500, 1000), 0.9f));
        files.add(Pictures.png(EYE.withHaze(0.5).draw(300, 320)));
        files.add(Pictures.withExif(Pictures.jpeg(EYE.draw(1000, 800), 0.9f), 6, ByteOrder.BIG_ENDIAN));
        files.add(Pictures.tiff(EYE.withLight(0.7).draw(400, 300), 16, ByteOrder.LITTLE_ENDIAN, 3));
        Random random = new Random(4);

        for (int round = 0; round < 24; round++) {
            byte[] file = files.get(random.nextInt(files.size()));
            InputSpec spec = spec(random.nextBoolean() ? Resize.AREA : Resize.BILINEAR_ANTIALIASED);
            try (ImageStage fresh = new ImageStage(ImageLimits.DEFAULT)) {
                assertThat(tensor(stage, file, spec)).isEqualTo(tensor(fresh, file, spec));
            }
        }
    }

    @Test
    void brokenBytesAreUnreadableAndCostNothing() {
        byte[] jpeg = Pictures.jpeg(EYE.draw(600, 400), 0.9f);
        InputSpec spec = spec(Resize.AREA);
        FloatBuffer tensor = direct(spec);

        for (byte[] file : List.of(new byte[0], new byte[100], Pictures.head(jpeg, 300), Pictures.head(jpeg, 9_000))) {
            assertThat(stage.prepare(Pictures.direct(file), spec, tensor))
                    .isInstanceOfSatisfying(Preparation.Rejected.class, rejected -> {
                        assertThat(rejected.fault()).isEqualTo(QualityFault.UNREADABLE);
                        assertThat(rejected.quality()).isEmpty();
                    });
        }
        assertThat(tensor).isEqualTo(direct(spec));
        assertThat(tensor(stage, jpeg, spec)).isNotEqualTo(tensor);
    }

    @Test
    void whatExceedsALimitIsNotDecoded() {
        byte[] png = Pictures.png(EYE.draw(600, 400));
        try (ImageStage small = new ImageStage(new ImageLimits(1 << 20, 239_999, 10_000));
                ImageStage enough = new ImageStage(new ImageLimits(1 << 20, 240_000, 10_000))) {
            InputSpec spec = spec(Resize.AREA);

            assertThat(small.prepare(Pictures.direct(png), spec, direct(spec)))
                    .isInstanceOfSatisfying(Preparation.Rejected.class, rejected -> {
                        assertThat(rejected.fault()).isEqualTo(QualityFault.TOO_LARGE);
                        assertThat(rejected.decode()).isZero();
                    });
            assertThat(enough.prepare(Pictures.direct(png), spec, direct(spec))).isInstanceOf(Preparation.Ready.class);
        }
    }

    @Test
    void theRoomForDecodingIsGivenBack() {
        InputSpec spec = spec(Resize.AREA);

        stage.prepare(Pictures.direct(Pictures.jpeg(EYE.draw(600, 400), 0.9f)), spec, direct(spec));

        assertThat(DecodingRoom.SHARED.empty()).isTrue();
    }

    @Test
    void theTimesAndTheFileArePreserved() {
        ByteBuffer file = Pictures.direct(Pictures.jpeg(EYE.draw(600, 400), 0.9f));
        InputSpec spec = spec(Resize.AREA);

        Preparation preparation = stage.prepare(file, spec, direct(spec));

        assertThat(preparation.decode()).isPositive();
        assertThat(preparation.preprocess()).isPositive();
        assertThat(file.position()).isZero();
    }

    @Test
    void aTensorTooSmallIsNamed() {
        InputSpec spec = spec(Resize.AREA);
        ByteBuffer file = Pictures.direct(new byte[10]);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> stage.prepare(file, spec, FloatBuffer.allocate(5)))
                .withMessage("the tensor must hold 150528 floats, it holds 5");
    }

    private static int reduction(int width, int height, Crop crop, int side) {
        ImageHeader header = new ImageHeader(MediaType.JPEG, width, height, 1);
        return FrameReader.reduction(header, crop, side, side);
    }

    /// The crop, resized to 224 without the normalisation.
    private static float[] square(byte[] jpeg, ImageHeader header, int reduction) {
        try (Decoder decoder = new Decoder()) {
            Pixels pixels =
                    decoder.decode(Pictures.direct(jpeg), header, reduction).orElseThrow();
            int side = 1536 / reduction;
            Framing framing = Framing.square((pixels.width() - side) / 2, (pixels.height() - side) / 2, side, side);
            float[] planes = new float[3 * 224 * 224];
            new AreaResizer().resize(pixels, framing, 224, 224, planes);
            return planes;
        }
    }

    private static InputSpec spec(Resize resize) {
        return new InputSpec(224, 224, HALF, HALF, Crop.FIELD_OF_VIEW, resize, Modality.FUNDUS);
    }

    private static FloatBuffer direct(InputSpec spec) {
        return ByteBuffer.allocateDirect(4 * spec.size())
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
    }

    private static FloatBuffer tensor(ImageStage stage, byte[] file, InputSpec spec) {
        FloatBuffer tensor = direct(spec);
        assertThat(stage.prepare(Pictures.direct(file), spec, tensor)).isInstanceOf(Preparation.Ready.class);
        return tensor;
    }

    private static BufferedImage padded(BufferedImage image) {
        int side = Math.max(image.getWidth(), image.getHeight());
        BufferedImage square = new BufferedImage(side, side, image.getType());
        square.createGraphics().drawImage(image, (side - image.getWidth()) / 2, (side - image.getHeight()) / 2, null);
        return square;
    }
}
