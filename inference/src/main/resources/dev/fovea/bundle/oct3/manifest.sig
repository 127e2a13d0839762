{
  "format" : 1,
  "key" : "fovea-release",
  "signature" : "NjhIe4u95LOpJjVxq9NYVQROoaAaH9V9eX9MvHAEdngIa6rj5YX8DTIQ5BC+OxfLhUbZPz8NqxqzQIsIfGW/BA=="
}
