package dev.fovea.distill.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadersTest {
    private static final String HEADER = "path,modality,class,source,patient_group,licence,orig_sha256\n";

    @TempDir
    Path folder;

    @BeforeEach
    void files() {
        for (String name : List.of("ill/a_left.jpg", "clear/a_right.jpg", "clear/b.jpg", "_maybe/c.jpg")) {
            Fixture.write(folder.resolve("pictures").resolve(name), name);
        }
    }

    @Test
    void classesAreTheFoldersInAlphabeticalOrderAndFoldersWithAnUnderscoreAreNone() {
        Dataset dataset = ImageFolder.read(folder.resolve("pictures"), "clinic");

        assertThat(dataset.classes()).containsExactly("clear", "ill");
        assertThat(dataset.labelled())
                .extracting(Sample::name, Sample::label)
                .containsExactly(tuple("clear/a_right.jpg", 0), tuple("clear/b.jpg", 0), tuple("ill/a_left.jpg", 1));
        assertThat(dataset.uncertain()).extracting(Sample::name).containsExactly("_maybe/c.jpg");
    }

    @Test
    void bothEyesOfOnePersonAreOneGroupInWhateverFolder() {
        List<Sample> samples =
                ImageFolder.read(folder.resolve("pictures"), "clinic").labelled();

        assertThat(samples.get(0).group()).isEqualTo(samples.get(2).group());
        assertThat(samples.get(1).group()).isNotEqualTo(samples.get(0).group());
    }

    @Test
    void aFolderThatIsNoClassStopsWithItsName() {
        assertThatThrownBy(() -> ImageFolder.read(folder.resolve("pictures"), "clinic", List.of("clear")))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("ill");
    }

    @Test
    void aFileBesideTheClassFoldersStopsWithItsName() {
        Fixture.write(folder.resolve("pictures/stray.jpg"), "stray");

        assertThatThrownBy(() -> ImageFolder.read(folder.resolve("pictures"), "clinic"))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("stray.jpg");
    }

    @Test
    void aManifestGivesLabelSourceAndGroupOfItsModality() {
        Path manifest = Fixture.write(
                folder.resolve("pictures/manifest.csv"),
                HEADER + "ill/a_left.jpg,fundus,ill,north,p1,CC,00\nclear/b.jpg,fundus,clear,south,p2,CC,11\n"
                        + "clear/a_right.jpg,oct,clear,south,p3,CC,22\n");

        Dataset dataset = RetinaManifest.read(manifest, "fundus");

        assertThat(dataset.classes()).containsExactly("clear", "ill");
        assertThat(dataset.samples())
                .extracting(Sample::name, Sample::label, Sample::source, Sample::group)
                .containsExactly(tuple("clear/b.jpg", 0, "south", "p2"), tuple("ill/a_left.jpg", 1, "north", "p1"));
    }

    @Test
    void aClassTheModelDoesNotHaveStopsWithThePicturesName() {
        Path manifest = Fixture.write(
                folder.resolve("pictures/manifest.csv"), HEADER + "ill/a_left.jpg,fundus,ill,north,p1,CC,00\n");

        assertThatThrownBy(() -> RetinaManifest.read(manifest, "fundus", List.of("clear")))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("ill/a_left.jpg");
    }

    @Test
    void aPictureThatIsNotThereStopsWithItsName() {
        Path manifest = Fixture.write(
                folder.resolve("pictures/manifest.csv"), HEADER + "ill/none.jpg,fundus,ill,north,p1,CC,00\n");

        assertThatThrownBy(() -> RetinaManifest.read(manifest, "fundus"))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("ill/none.jpg");
    }

    @Test
    void aLineWithAMissingFieldStopsWithItsNumber() {
        Path manifest = Fixture.write(folder.resolve("pictures/manifest.csv"), HEADER + "ill/a_left.jpg,fundus,ill\n");

        assertThatThrownBy(() -> RetinaManifest.read(manifest, "fundus"))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("line 2");
    }

    @Test
    void theHashOfADatasetChangesWithALabel() {
        Sample one = Fixture.sample("a", "clear", "north", "p1");
        Sample other = new Sample(one.name(), one.file(), 1, "ill", one.source(), one.group(), one.sha256());

        Dataset first = Dataset.of(Fixture.CLASSES, List.of(one), Map.of());
        Dataset second = Dataset.of(Fixture.CLASSES, List.of(other), Map.of());

        assertThat(first.hash()).isNotEqualTo(second.hash());
    }
}
