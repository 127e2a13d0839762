package dev.fovea.bench;

import dev.fovea.bench.measure.Report;
import dev.fovea.bench.roofline.BoardLimits;
import dev.fovea.bench.roofline.Layer;
import dev.fovea.bench.roofline.LayerList;
import dev.fovea.bench.roofline.Roofline;
import dev.fovea.bundle.Bundle;
import dev.fovea.engine.Network;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// What a Jetson could do at the best with the networks that ship.
@Command(name = "roofline", mixinStandardHelpOptions = true, description = """
                Lists the layers of a built-in network with their operations and bytes, and computes from the data \
                sheets of Jetson boards how long they take at the least. An estimate, and no measurement: launching \
                kernels, caches, clocks, heat, decoding and everything else cost extra. Two figures per board: with \
                every pointwise layer computed within its neighbour, and with none.""")
final class RooflineCommand implements Callable<Integer> {
    @Mixin
    private Place place = new Place();

    @Option(names = "--task", description = "Which network. Default: ${DEFAULT-VALUE}")
    private String task = "fundus4";

    @Option(names = "--layers", description = "How many layers to list, the longest first. Default: ${DEFAULT-VALUE}")
    private int count = 12;

    @Override
    public Integer call() {
        Report report = place.report();
        Network network = Bundle.embedded(task).inPrecision("", "fp32").network("");
        List<Layer> layers = LayerList.of(network.file(), place.folder());
        long operations = layers.stream().mapToLong(Layer::operations).sum();
        report.line(
                "%s: %d layers, %.3f giga-operations (multiplication and addition are two), %.1f million numbers moved",
                task,
                layers.size(),
                operations / 1e9,
                layers.stream().mapToLong(Layer::numbersMoved).sum() / 1e6);
        report.fact("task", task);
        report.fact("layers", layers.size());
        report.fact("gigaOperations", operations / 1e9);
        for (BoardLimits board : BoardLimits.BOARDS) {
            Roofline roofline = Roofline.of(board, layers);
            report.line(
                    "  %-36s %6.2f ms fused (%5.0f images/s)   %6.2f ms apart (%5.0f images/s)",
                    board.name(),
                    roofline.fused() * 1e3,
                    1 / roofline.fused(),
                    roofline.apart() * 1e3,
                    1 / roofline.apart());
            report.fact(board.name(), List.of(roofline.fused() * 1e3, roofline.apart() * 1e3));
        }
        list(BoardLimits.BOARDS.get(1), layers, report);
        return report.close();
    }

    private void list(BoardLimits board, List<Layer> layers, Report report) {
        report.line("longest on a %s:", board.name());
        for (Layer layer : Roofline.longest(board, layers, count)) {
            report.line(
                    "  %-28s %-18s %8.1f million operations %6.2f million numbers %7.3f ms, bound by %s",
                    layer.name(),
                    layer.operator(),
                    layer.operations() / 1e6,
                    layer.numbersMoved() / 1e6,
                    board.seconds(layer) * 1e3,
                    board.boundByMemory(layer) ? "memory" : "arithmetic");
        }
    }
}
