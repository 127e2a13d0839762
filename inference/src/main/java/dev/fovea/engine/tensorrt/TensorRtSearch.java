package dev.fovea.engine.tensorrt;

import dev.fovea.engine.cuda.CudaState;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.stream.Stream;

/// Brings together what an engine needs: a GPU, an adapter on the class path, NVIDIA's libraries of its major
/// version.
public final class TensorRtSearch {
    private TensorRtSearch() {}

    /// @param cuda what the probe said; without a GPU nothing else is looked at
    /// @param folders where NVIDIA's libraries are looked for before the usual places
    public static TensorRtFound find(CudaState cuda, List<Path> folders) {
        return find(cuda, folders, adapter());
    }

    static TensorRtFound find(CudaState cuda, List<Path> folders, Optional<TensorRtAdapter> adapter) {
        List<Path> places = Stream.concat(folders.stream(), TensorRtLibraries.FOLDERS.stream())
                .toList();
        return switch (cuda) {
            case CudaState.Absent(var reason) -> new TensorRtFound.No(reason);
            case CudaState.Present present
            when adapter.isEmpty() ->
                new TensorRtFound.No(
                        "there is a GPU (sm " + present.devices().getFirst().sm() + ", CUDA "
                                + present.version() + "), but this installation has no adapter for TensorRT "
                                + TensorRtLibraries.majors(places));
            case CudaState.Present present -> {
                int major = adapter.orElseThrow().major();
                Optional<TensorRtLibraries> libraries = TensorRtLibraries.find(major, places);
                yield libraries.isPresent()
                        ? new TensorRtFound.Yes(present, adapter.get(), libraries.get())
                        : new TensorRtFound.No("there is a GPU, but no libnvinfer.so." + major + " in " + places
                                + "; TensorRT " + TensorRtLibraries.majors(places) + " is there");
            }
        };
    }

    /// At most one is on a class path: two majors have different classes under the same names.
    private static Optional<TensorRtAdapter> adapter() {
        try {
            return ServiceLoader.load(TensorRtAdapter.class, TensorRtSearch.class.getClassLoader())
                    .findFirst();
        } catch (ServiceConfigurationError broken) {
            return Optional.empty();
        }
    }
}
