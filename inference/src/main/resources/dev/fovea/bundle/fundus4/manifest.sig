{
  "format" : 1,
  "key" : "fovea-release",
  "signature" : "F+BDCv103ZNBh8lUjRs7WeeHFbQwoAhbKk9ZSwaRYn/7VCqIPrYuwKcYnmtzKNStMlJtnsUKiJ5J5dq8yXVbAw=="
}
