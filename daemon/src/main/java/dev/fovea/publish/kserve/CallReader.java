package dev.fovea.publish.kserve;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonParser;
import dev.fovea.http.BodyStream;
import dev.fovea.http.Json;
import dev.fovea.http.Refusal;
import dev.fovea.publish.kserve.Call.Input;
import dev.fovea.publish.kserve.Call.Output;
import dev.fovea.publish.kserve.Call.Wanted;
import dev.fovea.publish.kserve.CallText.InputText;
import dev.fovea.publish.kserve.CallText.OutputText;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// Reads the body of an infer request, in any of its three forms, into a checked [Call]. Used by one thread.
///
/// | form | told by |
/// |---|---|
/// | JSON | neither of the others |
/// | JSON, then binary tensors | header `Inference-Header-Content-Length` with the length of the JSON |
/// | one picture | that header being 0; or absent, the body not JSON by its type or by its first character |
///
/// The last rule makes `curl --data-binary @eye.jpg` work as it is, whatever Content-Type curl makes up.
final class CallReader {
    /// The input that takes a picture's file.
    static final String PICTURE = "image";

    private static final int HEADER_BYTES_MAX = 1 << 20;

    private final ServedModel model;
    private final KserveSettings settings;
    private final Tensors.Lease tensors;

    CallReader(ServedModel model, KserveSettings settings, Tensors.Lease tensors) {
        this.model = model;
        this.settings = settings;
        this.tensors = tensors;
    }

    /// @param contentType of the body, empty when unknown
    /// @param headerLength the header `Inference-Header-Content-Length`
    /// @throws Refusal 400, or 413, naming the field and its value
    Call read(BodyStream body, String contentType, OptionalLong headerLength) throws IOException {
        try {
            if (headerLength.isPresent()) {
                long length = headerLength.getAsLong();
                return length == 0 ? picture(body, body.announced()) : binary(body, length);
            }
            PushbackInputStream peeked = new PushbackInputStream(body, 1);
            return isJson(contentType, peeked) ? text(peeked) : picture(peeked, body.announced());
        } catch (JacksonException e) {
            throw body.refusal().orElseGet(() -> malformed(e));
        } catch (IOException e) {
            throw body.refusal().orElseGet(() -> Refusal.badRequest("the body broke off: " + e.getMessage()));
        }
    }

    private static Refusal malformed(JacksonException e) {
        String where = e.getLocation() == null
                ? ""
                : " at line " + e.getLocation().getLineNr() + ", column "
                        + e.getLocation().getColumnNr();
        return Refusal.badRequest("the JSON is not well formed" + where + ": " + e.getOriginalMessage());
    }

    private static boolean isJson(String contentType, PushbackInputStream body) throws IOException {
        String type = contentType.toLowerCase(Locale.ROOT);
        if (type.startsWith("image/")) {
            return false;
        }
        if (type.startsWith("application/json")) {
            return true;
        }
        int first = body.read();
        if (first >= 0) {
            body.unread(first);
        }
        return first == '{' || first == ' ' || first == '\n' || first == '\r' || first == '\t';
    }

    private Call picture(InputStream body, OptionalLong announced) throws IOException {
        byte[] file = whole(body, announced);
        if (file.length == 0) {
            throw Refusal.badRequest("the body is empty");
        }
        return call(
                new CallText(Optional.empty(), Optional.empty(), false, List.of(), List.of()),
                new Input.Pictures(List.of(file)));
    }

    /// Into one array of the length announced: growing one would take twice the memory that is counted as in
    /// flight.
    private byte[] whole(InputStream body, OptionalLong announced) throws IOException {
        if (announced.isEmpty() || announced.getAsLong() > settings.bodyBytesMax()) {
            return body.readAllBytes();
        }
        byte[] file = exactly(body, (int) announced.getAsLong());
        if (body.read() >= 0) {
            throw Refusal.badRequest("the body goes on after its Content-Length of " + file.length);
        }
        return file;
    }

    /// So many bytes, or fewer when the body ends before.
    private static byte[] exactly(InputStream body, int length) throws IOException {
        byte[] bytes = new byte[length];
        int got = body.readNBytes(bytes, 0, length);
        return got == length ? bytes : Arrays.copyOf(bytes, got);
    }

    private Call text(InputStream body) throws IOException {
        try (JsonParser json = Json.FACTORY.createParser(body)) {
            CallText text = parsed(json);
            if (json.nextToken() != null) {
                throw Refusal.badRequest("there is more after the JSON object");
            }
            InputText input = input(text);
            if (input.binarySize().isPresent()) {
                throw Refusal.badRequest("binary_data_size of input \"" + input.name()
                        + "\" needs the header Inference-Header-Content-Length");
            }
            return call(text, fromJson(input));
        }
    }

    private Call binary(BodyStream body, long headerLength) throws IOException {
        if (headerLength < 0 || headerLength > HEADER_BYTES_MAX) {
            throw Refusal.badRequest(
                    "Inference-Header-Content-Length must be 0 to " + HEADER_BYTES_MAX + ", was " + headerLength);
        }
        byte[] header = body.readNBytes((int) headerLength);
        if (header.length < headerLength) {
            throw Refusal.badRequest("Inference-Header-Content-Length is " + headerLength + ", the body has only "
                    + header.length + " bytes");
        }
        CallText text;
        try (JsonParser json = Json.FACTORY.createParser(new ByteArrayInputStream(header))) {
            text = parsed(json);
            if (json.nextToken() != null) {
                throw Refusal.badRequest("there is more after the JSON object, within its "
                        + "Inference-Header-Content-Length of " + headerLength);
            }
        }
        InputText input = input(text);
        Input read = input.binarySize().isPresent()
                ? fromBytes(input, input.binarySize().getAsLong(), body)
                : fromJson(input);
        if (body.read() >= 0) {
            throw Refusal.badRequest("the body has more bytes than its JSON and the binary_data_size of "
                    + input.binarySize().orElse(0) + " of input \"" + input.name() + "\" announce");
        }
        return call(text, read);
    }

    private CallText parsed(JsonParser json) throws IOException {
        return new CallParser(json, tensors, model.shape().inputSize(), settings.imagesMax()).read();
    }

    private InputText input(CallText text) {
        if (text.inputs().isEmpty()) {
            throw Refusal.badRequest("inputs must hold one input, was absent or empty; " + known());
        }
        InputText input = text.inputs().getFirst();
        String wanted = datatype(input.name());
        if (!input.datatype().equals(wanted)) {
            throw Refusal.badRequest("datatype of input \"" + input.name() + "\" must be " + wanted + ", was \""
                    + input.datatype() + "\"");
        }
        return input;
    }

    private String datatype(String name) {
        if (name.equals(PICTURE)) {
            return "BYTES";
        }
        if (name.equals(model.shape().input())) {
            return "FP32";
        }
        throw Refusal.badRequest("there is no input \"" + name + "\"; " + known());
    }

    private String known() {
        return "model " + model.name() + " takes either \"" + model.shape().input() + "\" (FP32) or \"" + PICTURE
                + "\" (BYTES)";
    }

    private Input fromJson(InputText input) {
        CallText.Nested data =
                input.data().orElseThrow(() -> Refusal.badRequest("input \"" + input.name() + "\" has no data"));
        if (input.name().equals(PICTURE)) {
            throw Refusal.badRequest(
                    "input \"" + PICTURE + "\" is taken as binary data only, see the binary tensor data"
                            + " extension, or send the file alone as the body");
        }
        mustBeImages(input);
        data.nest().mustFit(input.shape());
        return new Input.Prepared(data.rows().rows());
    }

    /// [N, channels, height, width] with an N within limits.
    private void mustBeImages(InputText input) {
        var shape = model.shape();
        List<Long> given = input.shape();
        long count = given.isEmpty() ? 0 : given.getFirst();
        List<Long> wanted = List.of(count, (long) shape.channels(), (long) shape.height(), (long) shape.width());
        if (!given.equals(wanted) || count < 1 || count > settings.imagesMax()) {
            throw Refusal.badRequest("shape of input \"" + input.name() + "\" must be [1 to " + settings.imagesMax()
                    + ", " + shape.channels() + ", " + shape.height() + ", " + shape.width() + "], was "
                    + given);
        }
    }

    private Input fromBytes(InputText input, long size, BodyStream body) throws IOException {
        if (input.data().isPresent()) {
            throw Refusal.badRequest("input \"" + input.name() + "\" has both data and binary_data_size");
        }
        return input.name().equals(PICTURE) ? files(input, size, body) : floats(input, size, body);
    }

    private Input floats(InputText input, long size, InputStream body) throws IOException {
        mustBeImages(input);
        int imageSize = model.shape().inputSize();
        long wanted = input.shape().getFirst() * imageSize * Float.BYTES;
        if (size != wanted) {
            throw Refusal.badRequest("binary_data_size of input \"" + input.name() + "\" must be " + wanted
                    + " for its shape " + input.shape() + ", was " + size);
        }
        Rows rows = new Rows(tensors, input.name(), imageSize, settings.imagesMax());
        byte[] image = new byte[imageSize * Float.BYTES];
        ByteBuffer numbers = ByteBuffer.wrap(image).order(ByteOrder.LITTLE_ENDIAN);
        for (long n = 0; n < input.shape().getFirst(); n++) {
            must(body.readNBytes(image, 0, image.length), image.length, input);
            for (int i = 0; i < imageSize; i++) {
                rows.put(numbers.getFloat(i * Float.BYTES));
            }
        }
        return new Input.Prepared(rows.rows());
    }

    /// Each with its length in four bytes before it.
    private Input files(InputText input, long size, BodyStream body) throws IOException {
        long sent = body.announced().orElse(settings.bodyBytesMax());
        if (size > sent) {
            throw Refusal.badRequest(
                    "binary_data_size of input \"" + PICTURE + "\" is " + size + ", the body has at most " + sent);
        }
        List<Long> shape = input.shape();
        boolean list = shape.size() == 1 || (shape.size() == 2 && shape.getLast() == 1);
        if (!list || shape.getFirst() < 1 || shape.getFirst() > settings.imagesMax()) {
            throw Refusal.badRequest(
                    "shape of input \"" + PICTURE + "\" must be [1 to " + settings.imagesMax() + "], was " + shape);
        }
        List<byte[]> files = new ArrayList<>();
        long left = size;
        for (long n = 0; n < shape.getFirst(); n++) {
            byte[] prefix = body.readNBytes(Integer.BYTES);
            must(prefix.length, Integer.BYTES, input);
            long length = Integer.toUnsignedLong(
                    ByteBuffer.wrap(prefix).order(ByteOrder.LITTLE_ENDIAN).getInt());
            left -= Integer.BYTES + length;
            if (left < 0 || length == 0) {
                throw Refusal.badRequest("input \"" + PICTURE + "\" element " + n + " announces " + length
                        + " bytes, which its binary_data_size of " + size + " does not hold");
            }
            byte[] file = exactly(body, (int) length);
            must(file.length, (int) length, input);
            files.add(file);
        }
        if (left != 0) {
            throw Refusal.badRequest("input \"" + PICTURE + "\" of shape " + shape + " leaves " + left
                    + " bytes of its binary_data_size of " + size);
        }
        return new Input.Pictures(files);
    }

    private static void must(int got, int wanted, InputText input) {
        if (got < wanted) {
            throw Refusal.badRequest("the body ends within input \"" + input.name() + "\": binary_data_size is "
                    + input.binarySize().orElse(0));
        }
    }

    private Call call(CallText text, Input input) {
        List<Wanted> wanted = new ArrayList<>();
        for (OutputText output : text.outputs()) {
            Output known = Output.of(model).stream()
                    .filter(one -> one.name(model).equals(output.name()))
                    .findFirst()
                    .orElseThrow(() -> Refusal.badRequest(
                            "there is no output \"" + output.name() + "\" of model " + model.name()));
            if (wanted.stream().anyMatch(one -> one.output() == known)) {
                throw Refusal.badRequest("output \"" + output.name() + "\" is wanted twice");
            }
            wanted.add(new Wanted(known, output.best(), output.binary().orElse(text.binaryOutput())));
        }
        if (wanted.isEmpty()) {
            for (Output output : Output.of(model)) {
                wanted.add(new Wanted(output, OptionalInt.empty(), text.binaryOutput()));
            }
        }
        return new Call(text.id(), input, wanted, text.timeout());
    }
}
