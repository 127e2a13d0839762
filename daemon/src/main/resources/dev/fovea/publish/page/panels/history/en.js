export default {
  'history.title': 'Exams of',
  'history.loading': 'Reading the exams…',
  'history.none': 'No exams of this patient.',
  'history.count': 'Exams: {n}',
  'history.here': 'this exam',
  'history.failed': 'The exams could not be read: {reason}',
  'history.more': 'Show earlier ones',
};
