package dev.fovea.cli;

import static dev.fovea.cli.TextTable.number;
import static dev.fovea.cli.TextTable.words;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class TextTableTest {
    @Test
    void columnsAreAsWideAsTheirLongestCell() {
        TextTable table = new TextTable(words("eye"), number("ms"));

        table.row("OD", "7").row("unknown", "1234");

        assertThat(table.lines()).containsExactly("eye        ms", "-------  ----", "OD          7", "unknown  1234");
    }

    @Test
    void whatWouldMoveTheCursorIsNotPrinted() {
        TextTable table = new TextTable(words("file"));

        table.row("a\u001b[2Jb\n");

        assertThat(table.lines()).endsWith("a?[2Jb?");
    }

    @Test
    void aRowMustFit() {
        TextTable table = new TextTable(words("a"), words("b"));

        assertThatIllegalArgumentException().isThrownBy(() -> table.row("1")).withMessage("a row needs 2 cells, has 1");
    }
}
