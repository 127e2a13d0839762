package dev.fovea.distill.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fovea.distill.data.Draws;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PatchBlocksTest {
    private static final int SIDE = 14;

    @Test
    void whatIsAskedIsNeverShownAndRowsAreOfOneLength() {
        for (int seed = 0; seed < 200; seed++) {
            PatchBlocks blocks = PatchBlocks.draw(SIDE, 3, new Draws(seed));

            assertThat(blocks.context()).hasSize(3);
            assertThat(blocks.targets())
                    .hasSize(4)
                    .allSatisfy(block -> assertThat(block)
                            .hasSize(3)
                            .extracting(List::size)
                            .containsOnly(block.getFirst().size()));
            assertThat(blocks.context())
                    .extracting(List::size)
                    .containsOnly(blocks.context().getFirst().size())
                    .allMatch(size -> size >= PatchBlocks.CONTEXT_MIN);
            for (int picture = 0; picture < 3; picture++) {
                List<Long> asked = new ArrayList<>();
                for (List<List<Long>> block : blocks.targets()) {
                    asked.addAll(block.get(picture));
                }
                assertThat(blocks.context().get(picture))
                        .doesNotContainAnyElementsOf(asked)
                        .doesNotHaveDuplicates();
                assertThat(asked).allMatch(place -> place >= 0 && place < SIDE * SIDE);
            }
        }
    }

    @Test
    void aTargetIsARectangleOfAboutASixthOfThePicture() {
        for (int seed = 0; seed < 200; seed++) {
            List<Long> block = PatchBlocks.draw(SIDE, 1, new Draws(seed))
                    .targets()
                    .getFirst()
                    .getFirst();

            long rows = block.stream().map(place -> place / SIDE).distinct().count();
            long columns = block.stream().map(place -> place % SIDE).distinct().count();

            assertThat(block).hasSize((int) (rows * columns));
            // 0.15 to 0.2 of 196, and what rounding to whole patches does to it.
            assertThat(block.size()).isBetween(25, 45);
            assertThat((double) rows / columns).isBetween(0.6, 1.8);
        }
    }

    @Test
    void picturesDifferAndTheSeedSettlesAll() {
        PatchBlocks once = PatchBlocks.draw(SIDE, 4, new Draws(9));

        assertThat(PatchBlocks.draw(SIDE, 4, new Draws(9))).isEqualTo(once);
        assertThat(PatchBlocks.draw(SIDE, 4, new Draws(10))).isNotEqualTo(once);
        assertThat(once.context().stream().distinct().count()).isGreaterThan(1);
        assertThat(PatchBlocks.flat(List.of(List.of(1L, 2L), List.of(3L, 4L)))).containsExactly(1, 2, 3, 4);
    }
}
