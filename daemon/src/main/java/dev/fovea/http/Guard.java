package dev.fovea.http;

import io.helidon.common.buffers.DataReader;
import io.helidon.http.HttpException;
import io.helidon.http.RequestException;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.RoutingResponse;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.net.SocketException;
import java.nio.channels.ClosedChannelException;

/// Stands around every handler: a [Refusal] becomes its answer, a fault of ours is logged once and becomes a 500
/// without
/// details, and a caller that went away is let go without a word. Helidon's own error handlers would log each of those
/// with a stack trace.
final class Guard implements Handler {
    private static final System.Logger LOG = System.getLogger(Guard.class.getName());

    private final Handler handler;

    Guard(Handler handler) {
        this.handler = handler;
    }

    @Override
    public void handle(ServerRequest request, ServerResponse response) {
        try {
            handler.handle(request, response);
        } catch (CloseConnectionException | RequestException | HttpException helidons) {
            throw helidons;
        } catch (Refusal refusal) {
            send(request, response, refusal);
        } catch (InterruptedException stopping) {
            throw new CloseConnectionException("the server is stopping", stopping);
        } catch (Exception | Error fault) {
            fault(request, response, fault);
        }
    }

    private static void fault(ServerRequest request, ServerResponse response, Throwable fault) {
        String what = request.prologue().method().text() + " " + request.path().path();
        if (callerGone(fault)) {
            LOG.log(System.Logger.Level.DEBUG, what + ": the other side went away: " + fault);
            throw new CloseConnectionException("the other side went away", fault);
        }
        LOG.log(System.Logger.Level.ERROR, what + " failed", fault);
        send(
                request,
                response,
                Refusal.of(Status.INTERNAL_SERVER_ERROR_500, "an error of ours; the daemon's log says more"));
    }

    /// An answer that has begun cannot be taken back; then only hanging up says that it is not whole.
    private static void send(ServerRequest request, ServerResponse response, Refusal refusal) {
        boolean begun = response instanceof RoutingResponse routing && !routing.resetStream();
        if (begun) {
            throw new CloseConnectionException("the answer had begun");
        }
        try {
            Reply.refusal(request, response, refusal);
        } catch (RuntimeException nobodyListens) {
            throw new CloseConnectionException("the refusal could not be sent", nobodyListens);
        }
    }

    private static boolean callerGone(Throwable fault) {
        for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
            if (cause instanceof SocketException
                    || cause instanceof ClosedChannelException
                    || cause instanceof SlowBodyException
                    || cause instanceof DataReader.InsufficientDataAvailableException) {
                return true;
            }
        }
        return false;
    }
}
