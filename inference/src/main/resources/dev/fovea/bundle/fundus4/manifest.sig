{
  "format" : 1,
  "key" : "fovea-release",
  "signature" : "HgyEbt68ecc4zdfAWwd9K3k8G36LaDpoOgZ3WbHXAcJ2a4g2OBoYubCcHFmHSvHGxDRfBDK67PrdXGR1/sRcDw=="
}
