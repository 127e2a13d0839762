{
  "format" : 1,
  "key" : "fovea-release",
  "signature" : "0scY1oALFpxHi/IpbHi6g2O4hmSEC3lasrmWkM6N+d8N3LypZQQKDSTUWPule0mGVHgMrzFytoV5cbAjR+ngDw=="
}
