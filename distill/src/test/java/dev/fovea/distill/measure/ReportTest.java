package dev.fovea.distill.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {
    @TempDir
    Path folder;

    @Test
    void bothFormsSayTheSameAndEveryPlotIsThere() throws IOException {
        Report.write(study(), folder.resolve("report"));

        String markdown = Files.readString(folder.resolve("report/report.md"));
        String html = Files.readString(folder.resolve("report/report.html"));

        assertThat(markdown)
                .contains("| accuracy | 0.750 (")
                .contains("| north | 20 |")
                .contains("| north | ill against clear | 10 / 10 | ")
                .contains("## Beside\n\nA word.\n\n| what | much |")
                .doesNotContain("No picture here is")
                .contains("seed 11");
        assertThat(html).contains("<td>accuracy</td><td>0.750 (").contains("<td>north</td><td>20</td>");
        for (String plot : List.of("roc.png", "reliability.png", "confusion.png", "learning.png")) {
            assertThat(markdown).contains("(" + plot + ")");
            assertThat(html).contains("src=\"" + plot + "\"");
            assertThat(ImageIO.read(folder.resolve("report").resolve(plot).toFile())
                            .getWidth())
                    .isEqualTo(720);
        }
    }

    @Test
    void theMostWrongComesFirstAndIsLinkedNotCopied() throws IOException {
        Report.write(study(), folder.resolve("report"));

        String html = Files.readString(folder.resolve("report/report.html"));

        assertThat(html.indexOf("p39.jpg")).isBetween(0, html.indexOf("p3.jpg"));
        assertThat(html).contains(folder.resolve("pictures/p39.jpg").toUri().toString());
        assertThat(html).doesNotContain("p4.jpg");
        assertThat(folder.resolve("report")).isDirectoryNotContaining("glob:**.jpg");
    }

    @Test
    void ofAClassThatIsNotThereOnlyWrongAlarmsAreCounted() throws IOException {
        Study whole = study();
        Predictions clear = new Predictions(
                Told.CLASSES,
                "clear",
                whole.predictions().all().stream()
                        .filter(one -> one.truth() == 0)
                        .toList());
        Study part = new Study(
                whole.title(),
                List.of(),
                clear,
                1,
                Map.of("ill", new OperatingPoint(0.45, 0.4, 0.5, 0.9, 0.9, "told")),
                List.of(),
                folder,
                List.of(),
                whole.bootstrap());

        Report.write(part, folder.resolve("report"));

        assertThat(Files.readString(folder.resolve("report/report.md")))
                .contains("No picture here is ill: of these only wrong alarms are counted")
                .contains("| ill | – (– to –) | 0.950 (")
                .doesNotContain("Inside one source");
        assertThat(folder.resolve("report/roc.png")).exists();
    }

    @Test
    void textIsNeverTakenForMarkup() {
        List<Block> blocks = List.of(new Block.Text("a < b & c | d"), new Block.Table(List.of("x|y"), List.of()));

        assertThat(Html.of("<t>", blocks)).contains("a &lt; b &amp; c | d").contains("<title>&lt;t&gt;</title>");
        assertThat(Markdown.of(blocks)).contains("a \\< b").contains("x\\|y");
    }

    /// 40 pictures of two sources, every fourth wrong, the later the surer.
    private Study study() {
        List<Prediction> all = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            int truth = i % 2;
            double sure = 0.1 * (i + 1);
            boolean wrong = i % 4 == 3;
            double ill = (truth == 1) == !wrong ? sure : -sure;
            all.add(new Prediction(
                    "p" + i + ".jpg", i < 20 ? "north" : "south", "g" + i / 2, truth, List.of(0.0, ill)));
        }
        Predictions predictions = new Predictions(Told.CLASSES, "clear", all);
        OperatingPoint point = OperatingPoint.forSensitivity(Roc.of(predictions, 1, 1), 0.5);
        Curve curve = new Curve("loss", List.of(1.0, 2.0, 3.0), List.of(0.9, 0.6, 0.5));
        return new Study(
                "A made-up study",
                List.of("Nobody was photographed."),
                predictions,
                1.5,
                Map.of("ill", point),
                List.of(curve),
                folder.resolve("pictures"),
                List.of(new Section("Beside", "A word.", List.of("what", "much"), List.of(List.of("snow", "2")))),
                new Bootstrap(11, 200));
    }
}
