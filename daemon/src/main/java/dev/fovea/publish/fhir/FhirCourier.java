package dev.fovea.publish.fhir;

import dev.fovea.exams.Report;
import dev.fovea.http.Errand;
import dev.fovea.outbox.Courier;
import dev.fovea.store.StoreException;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.util.Set;

/// Puts reports into a FHIR server, each under an id that follows from it: `PUT [base]/Bundle/[id]`, which the same
/// report may do any number of times and be there once.
public final class FhirCourier implements Courier, AutoCloseable {
    /// What the server says when it looked at the resource and will not have it. Anything else may pass: it is
    /// down, busy, or does not know us until somebody corrects a setting there or here.
    private static final Set<Integer> REFUSALS = Set.of(400, 413, 415, 422);

    /// So much of what it says is kept, in bytes.
    private static final int WORDS_MAX = 300;

    private final FhirSettings settings;
    private final Errand errand;

    public FhirCourier(FhirSettings settings) {
        this.settings = settings;
        this.errand = new Errand(settings.answerMax());
    }

    @Override
    public Answer carry(Report report) throws InterruptedException {
        HttpRequest request;
        try {
            request = request(report);
        } catch (IOException e) {
            return new Answer.Later("the token cannot be read: " + e);
        } catch (StoreException e) {
            String reason = String.valueOf(e.getMessage());
            return e.lost() ? new Answer.Refused(reason) : new Answer.Later(reason);
        }
        return switch (errand.send(request, WORDS_MAX)) {
            case Errand.Reply.Said(int status, String words) -> answer(status, words.replaceAll("\\s+", " "));
            case Errand.Reply.Nothing(String reason) -> new Answer.Later(reason);
        };
    }

    private HttpRequest request(Report report) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(settings.place(FhirBundle.id(report)))
                .header("Content-Type", "application/fhir+json; fhirVersion=4.0")
                .header("Accept", "application/fhir+json")
                .header("Prefer", "return=minimal")
                .PUT(HttpRequest.BodyPublishers.ofByteArray(FhirBundle.of(report)));
        if (settings.tokenFile().isPresent()) {
            Errand.authorise(request, settings.tokenFile().get());
        }
        return request.build();
    }

    private static Answer answer(int status, String words) {
        if (status == 200 || status == 201) {
            return new Answer.Delivered();
        }
        String reason = ("status " + status + " " + words).strip();
        return REFUSALS.contains(status) ? new Answer.Refused(reason) : new Answer.Later(reason);
    }

    /// What is on its way is broken off.
    @Override
    public void close() {
        errand.close();
    }
}
