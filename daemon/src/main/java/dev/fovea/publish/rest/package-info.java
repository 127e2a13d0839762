/// The daemon's own REST interface under `/v1`: reads the results, takes what people add, decides nothing.
///
/// | class | routes |
/// |---|---|
/// | `CaptureRoutes` | captures, one or by the page; trying a dead letter again |
/// | `PictureRoutes` | a capture's original bytes, preview and heat map |
/// | `ExamRoutes` | exams, what people add to them, and their reports |
/// | `ExportRoute` | everything as CSV |
/// | `EventRoute` | server-sent events |
/// | `StatusRoute` | whether and what the daemon serves |
/// | `OpenApiRoute` | the description of all of it |
///
/// What they read comes through small interfaces made here ([dev.fovea.publish.rest.Archive],
/// [dev.fovea.publish.rest.Charts], [dev.fovea.publish.rest.Pictures], [dev.fovea.publish.rest.ModelCard]).
/// [dev.fovea.publish.rest.CaptureJson] is the one place that knows how a capture is written,
/// [dev.fovea.publish.rest.ExamJson] the one for an exam. Handlers run on the request's virtual thread and may block.
@NullMarked
package dev.fovea.publish.rest;

import org.jspecify.annotations.NullMarked;
