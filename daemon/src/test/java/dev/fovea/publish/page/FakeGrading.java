package dev.fovea.publish.page;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fovea.model.Doubt;
import dev.fovea.model.QualityFault;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.imageio.ImageIO;

/// Makes answers that look like the daemon's, without a network: a dark picture is refused, else the test decides.
final class FakeGrading {
    /// Mean of the green channel, 0 to 1, below which a picture counts as dark.
    private static final double DARK_MAX = 0.06;

    private static final List<String> LABELS = List.of("Cataract", "Diabetic retinopathy", "Glaucoma", "Normal");
    private static final ObjectMapper JSON = new ObjectMapper();

    private FakeGrading() {}

    /// The answer to a picture: findings with this probability of glaucoma, unless it cannot be graded.
    static ObjectNode result(byte[] bytes, double glaucoma, String answeredAt) {
        Optional<BufferedImage> picture = decode(bytes);
        if (picture.isEmpty()) {
            return ungradable(QualityFault.UNREADABLE, answeredAt);
        }
        return brightness(picture.get()) < DARK_MAX
                ? ungradable(QualityFault.TOO_DARK, answeredAt)
                : findings(glaucoma, answeredAt);
    }

    /// Glaucoma as given, the rest shared out; refer from 0.5 on, uncertain from 0.2 on.
    static ObjectNode findings(double glaucoma, String answeredAt) {
        return findings(glaucoma, 1.25, answeredAt);
    }

    /// The photograph is unlike what the model knows from a distance of 3.2 on.
    static ObjectNode findings(double glaucoma, double distance, String answeredAt) {
        double rest = 1 - glaucoma;
        double[] probabilities = {rest * 0.02, rest * 0.06, glaucoma, rest * 0.92};
        double[] thresholds = {0.42, 0.38, 0.5, 0.5};
        ObjectNode result = result("findings", answeredAt);
        ArrayNode scores = result.putArray("scores");
        for (int i = 0; i < LABELS.size(); i++) {
            boolean finding = i != LABELS.size() - 1;
            boolean banded = i == 2;
            ObjectNode score = scores.addObject()
                    .put("class", name(i))
                    .put("label", LABELS.get(i))
                    .put("finding", finding)
                    .put("probability", probabilities[i])
                    .put("threshold", thresholds[i])
                    .put("positive", finding && probabilities[i] >= thresholds[i]);
            if (banded) {
                score.put("certainty", glaucoma >= 0.7 ? "positive" : glaucoma >= 0.2 ? "uncertain" : "negative");
                score.putObject("band").put("low", 0.2).put("high", 0.7);
            } else {
                score.put("certainty", finding ? "negative" : null).putNull("band");
            }
        }
        boolean unlike = distance >= 3.2;
        boolean borderline = glaucoma >= 0.2 && glaucoma < thresholds[2];
        result.put("verdict", glaucoma >= thresholds[2] ? "refer" : unlike || borderline ? "uncertain" : "no-sign");
        ArrayNode doubts = result.putArray("doubts");
        if (unlike) {
            doubt(doubts, Doubt.UNLIKE);
        }
        if (borderline) {
            doubt(doubts, Doubt.BORDERLINE);
        }
        result.putObject("outOfDistribution")
                .put("distance", distance)
                .put("threshold", 3.2)
                .put("unlike", unlike);
        result.putObject("model")
                .put("name", "fundus4-baseline")
                .put("version", "0.1.0")
                .put("sha256", "4f7948f8f60917dbf95f8fcdbe4766a553d8efe50992eb9434b3f90912511bc0")
                .put("engine", "onnxruntime-cpu")
                .put("precision", "fp32")
                .put("signedBy", "fovea-release");
        result.put("cameraValidated", false).putNull("cameraValidatedAt");
        return result;
    }

    private static void doubt(ArrayNode doubts, Doubt doubt) {
        doubts.addObject()
                .put("code", doubt.name().toLowerCase(Locale.ROOT))
                .put("reason", doubt.reason())
                .put("advice", doubt.advice());
    }

    /// The same answer to a photograph of a camera that was tried out.
    static ObjectNode validated(ObjectNode result, String validatedAt) {
        return result.put("cameraValidated", true).put("cameraValidatedAt", validatedAt);
    }

    static ObjectNode ungradable(QualityFault fault, String answeredAt) {
        ObjectNode result = result("ungradable", answeredAt);
        result.putObject("fault")
                .put("code", fault.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .put("reason", fault.reason())
                .put("advice", fault.advice());
        return result;
    }

    static ObjectNode failed(String stage, String reason, String answeredAt) {
        ObjectNode result = result("failed", answeredAt);
        result.putObject("failure").put("stage", stage).put("reason", reason);
        return result;
    }

    static String name(int classIndex) {
        return LABELS.get(classIndex).toLowerCase(Locale.ROOT).replace(' ', '_');
    }

    private static ObjectNode result(String outcome, String answeredAt) {
        ObjectNode result = JSON.createObjectNode();
        result.put("outcome", outcome).putNull("verdict").putNull("fault").putNull("failure");
        result.putArray("scores");
        result.putNull("model").putNull("cameraValidated").putNull("cameraValidatedAt");
        result.putObject("quality")
                .put("width", 1600)
                .put("height", 1200)
                .put("brightness", 0.41)
                .put("burnt", 0.002)
                .put("contrast", 0.18)
                .put("sharpness", 0.73)
                .put("field", 0.98)
                .putNull("discSide");
        result.put("otherEye", false);
        result.putObject("timesMs")
                .put("accept", 6.4)
                .put("wait", 0.3)
                .put("decode", 21.7)
                .put("preprocess", 8.9)
                .put("queue", 0.2)
                .put("infer", 17.5)
                .put("post", 0.4)
                .put("persist", 4.1);
        result.put("answeredAt", answeredAt);
        return result;
    }

    static Optional<BufferedImage> decode(byte[] bytes) {
        try {
            return Optional.ofNullable(ImageIO.read(new ByteArrayInputStream(bytes)));
        } catch (IOException notAPicture) {
            return Optional.empty();
        }
    }

    /// The middle square, `side` pixels.
    static byte[] preview(BufferedImage picture, int side) {
        BufferedImage square = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
        int edge = Math.min(picture.getWidth(), picture.getHeight());
        int left = (picture.getWidth() - edge) / 2;
        int top = (picture.getHeight() - edge) / 2;
        Graphics2D pen = square.createGraphics();
        pen.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        pen.drawImage(picture, 0, 0, side, side, left, top, left + edge, top + edge, null);
        pen.dispose();
        return file(square, "jpg");
    }

    /// Two warm clouds, transparent around them; elsewhere for another class.
    static byte[] heatMap(String className, int side) {
        BufferedImage map = new BufferedImage(side, side, BufferedImage.TYPE_INT_ARGB);
        double x = 0.3 + (className.hashCode() & 0xff) / 255.0 * 0.45;
        for (int row = 0; row < side; row++) {
            for (int column = 0; column < side; column++) {
                double heat = Math.max(
                        cloud(column, row, side, x, 0.48, 0.13), 0.6 * cloud(column, row, side, 1 - x, 0.62, 0.16));
                int alpha = (int) Math.min(255, 330 * Math.max(0, heat - 0.08));
                int colour = Color.HSBtoRGB((float) (0.62 * (1 - heat)), 0.9f, 1f);
                map.setRGB(column, row, (alpha << 24) | (colour & 0xffffff));
            }
        }
        return file(map, "png");
    }

    private static double cloud(int column, int row, int side, double x, double y, double spread) {
        double dx = (double) column / side - x;
        double dy = (double) row / side - y;
        return Math.exp(-(dx * dx + dy * dy) / (2 * spread * spread));
    }

    private static double brightness(BufferedImage picture) {
        long sum = 0;
        long count = 0;
        for (int y = 0; y < picture.getHeight(); y += 8) {
            for (int x = 0; x < picture.getWidth(); x += 8) {
                sum += (picture.getRGB(x, y) >> 8) & 0xff;
                count++;
            }
        }
        return sum / 255.0 / count;
    }

    private static byte[] file(BufferedImage picture, String format) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(picture, format, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("writing a picture into memory failed", e);
        }
        return bytes.toByteArray();
    }
}
