package dev.fovea.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.fovea.drawing.DrawnEye;
import dev.fovea.model.Laterality;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PicturesTest {
    private static final byte[] JPEG = DrawnEye.healthy(Laterality.RIGHT, 1).jpeg(64, 64);

    @TempDir
    Path folder;

    @Test
    void aFoldersPicturesComeSortedAndTheRestIsCounted() throws IOException {
        write("b/2.jpg", JPEG);
        write("b/1.without-a-suffix", JPEG);
        write("a/3.jpg", JPEG);
        write("a/notes.jpg", "not a picture".getBytes(StandardCharsets.UTF_8));
        write("a/empty.png", new byte[0]);

        Pictures pictures = Pictures.under(List.of(folder));

        assertThat(pictures.files())
                .containsExactly(
                        folder.resolve("a/3.jpg"), folder.resolve("b/1.without-a-suffix"), folder.resolve("b/2.jpg"));
        assertThat(pictures.skipped()).isEqualTo(2);
    }

    @Test
    void aNamedFileIsTakenWhateverItIs() throws IOException {
        Path note = write("note.txt", "not a picture".getBytes(StandardCharsets.UTF_8));

        assertThat(Pictures.under(List.of(note)).files()).containsExactly(note);
    }

    @Test
    void aNamedLinkIsFollowedAndOneInsideIsNot() throws IOException {
        write("real/eye.jpg", JPEG);
        Files.createSymbolicLink(folder.resolve("real/loop"), folder.resolve("real"));
        Path link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("real"));

        Pictures pictures = Pictures.under(List.of(link));

        assertThat(pictures.files()).containsExactly(link.resolve("eye.jpg"));
        assertThat(pictures.skipped()).isEqualTo(1);
    }

    @Test
    void whatIsNotThereIsSaid() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Pictures.under(List.of(folder.resolve("nowhere"))))
                .withMessageStartingWith("there is no file or folder ");
    }

    private Path write(String name, byte[] content) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.write(file, content);
    }
}
