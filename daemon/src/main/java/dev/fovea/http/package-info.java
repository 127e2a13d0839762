/// What every HTTP door shares: routes as data, errors as one sentence of JSON, limits, and who may knock.
///
/// Start with [dev.fovea.http.Web]: it mounts the [dev.fovea.http.Routes] of all services behind the
/// [dev.fovea.http.Visitors] filter on one Helidon server. A handler that will not do something throws a
/// [dev.fovea.http.Refusal]; it becomes `{"error":"..."}` with the right status. Handlers run on a virtual thread per
/// request and may block. Nothing here knows captures, models or metrics.
@NullMarked
package dev.fovea.http;

import org.jspecify.annotations.NullMarked;
