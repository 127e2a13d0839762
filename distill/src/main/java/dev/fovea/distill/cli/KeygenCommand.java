package dev.fovea.distill.cli;

import dev.fovea.bundle.SigningKey;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// A key of one's own to sign bundles with.
@Command(
        name = "keygen",
        mixinStandardHelpOptions = true,
        description = {
            "Makes a key that signs bundles: ID.key, which only its owner can read, and ID.pub for the daemons.",
            "Keep ID.key off the box and out of any repository. A key that is there already is never overwritten."
        })
final class KeygenCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--out", required = true, paramLabel = "FOLDER", description = "Where both halves go.")
    private Path out = Path.of("");

    @Option(
            names = "--id",
            paramLabel = "ID",
            description = "What signatures call the key, each key its own. Default: ${DEFAULT-VALUE}")
    private String id = "clinic";

    @Override
    public Integer call() {
        Path made = SigningKey.make(out, id);
        PrintWriter words = spec.commandLine().getOut();
        words.println("the private key is " + made + ": whoever has it can make this clinic's daemons believe a model");
        words.println("the public key is " + made.resolveSibling(id + ".pub") + ": it goes to the folder models.keys");
        return ExitCode.OK.number();
    }
}
