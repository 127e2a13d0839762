"""An RTSP camera: serves one pipeline under /eye, prints its port, and ends with its standard input.

Arguments: PIPELINE [basic|digest USER PASSWORD]. On its standard input it takes lines "size WIDTHxHEIGHT".
"""
import sys
import threading

import gi

gi.require_version("Gst", "1.0")
gi.require_version("GstRtsp", "1.0")
gi.require_version("GstRtspServer", "1.0")
from gi.repository import GLib, Gst, GstRtsp, GstRtspServer  # noqa: E402

Gst.init(None)
loop = GLib.MainLoop()
server = GstRtspServer.RTSPServer()
server.set_address("127.0.0.1")
server.set_service(sys.argv[2] if len(sys.argv) in (3, 6) else "0")
factory = GstRtspServer.RTSPMediaFactory()
factory.set_launch(sys.argv[1])
factory.set_shared(True)
medias = []
factory.connect("media-configure", lambda _, media: medias.append(media))

if len(sys.argv) > 4:
    kind, user, password = sys.argv[-3:]
    auth = GstRtspServer.RTSPAuth()
    token = GstRtspServer.RTSPToken()
    token.set_string(GstRtspServer.RTSP_TOKEN_MEDIA_FACTORY_ROLE, "eye")
    if kind == "digest":
        auth.set_supported_methods(GstRtsp.RTSPAuthMethod.DIGEST)
        auth.add_digest(user, password, token)
    else:
        auth.add_basic(GstRtspServer.RTSPAuth.make_basic(user, password), token)
    server.set_auth(auth)
    permissions = GstRtspServer.RTSPPermissions()
    permissions.add_permission_for_role("eye", "media.factory.access", True)
    permissions.add_permission_for_role("eye", "media.factory.construct", True)
    factory.set_permissions(permissions)

server.get_mount_points().add_factory("/eye", factory)
server.attach(None)


def resize(width, height):
    for media in medias:
        size = media.get_element().get_by_name("size")
        if size is not None:
            size.set_property("caps", Gst.Caps.from_string(f"video/x-raw,format=I420,width={width},height={height}"))


def listen():
    for line in sys.stdin:
        if line.startswith("size "):
            GLib.idle_add(resize, *line[5:].strip().split("x"))
    loop.quit()


threading.Thread(target=listen, daemon=True).start()
print(server.get_bound_port(), flush=True)
loop.run()
