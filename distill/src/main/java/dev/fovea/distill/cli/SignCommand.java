package dev.fovea.distill.cli;

import dev.fovea.bundle.BundleSigner;
import dev.fovea.bundle.SigningKey;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Vouches for a bundle that is already made.
@Command(
        name = "sign",
        mixinStandardHelpOptions = true,
        description = {
            "Opens a bundle, and signs its manifest when it is whole: manifest.sig is written into the folder or zip.",
            "A signature that was there before is replaced."
        })
final class SignCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "BUNDLE", description = "A bundle's folder or zip.")
    private Path bundle = Path.of("");

    @Option(names = "--key", required = true, paramLabel = "FILE", description = "ID.key, with ID.pub beside it.")
    private Path key = Path.of("");

    @Override
    public Integer call() {
        SigningKey signing = SigningKey.read(key);
        BundleSigner.sign(bundle, signing);
        spec.commandLine().getOut().println(bundle + " is signed by " + signing.id());
        return ExitCode.OK.number();
    }
}
