package dev.fovea.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// The micro-benchmarks.
@Command(name = "jmh", mixinStandardHelpOptions = true, description = """
                JMH micro-benchmarks of decode + preprocess, the batching queue, the engine and the engine \
                stage. They guide work on one stage; no claim rests on them.""")
final class JmhCommand implements Callable<Integer> {
    @Parameters(arity = "0..*", paramLabel = "WORD", description = "JMH's own: patterns of names, options after --")
    private List<String> words = List.of();

    @Option(names = "--quick", description = "One fork, one short iteration: does it run?")
    private boolean quick;

    @Override
    public Integer call() throws RunnerException, CommandLineOptionException {
        List<String> all = new ArrayList<>(words);
        if (all.isEmpty()) {
            all.add("dev.fovea.bench.jmh");
        }
        OptionsBuilder options = new OptionsBuilder();
        options.parent(new CommandLineOptions(all.toArray(String[]::new)));
        if (quick) {
            options.forks(1)
                    .warmupIterations(1)
                    .warmupTime(TimeValue.milliseconds(500))
                    .measurementIterations(1)
                    .measurementTime(TimeValue.milliseconds(500));
        }
        new Runner(options.build()).run();
        return 0;
    }
}
