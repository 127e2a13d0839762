export default {
  'history.title': 'जाँचें:',
  'history.loading': 'जाँचें पढ़ी जा रही हैं…',
  'history.none': 'इस मरीज़ की कोई जाँच नहीं।',
  'history.count': 'जाँचें: {n}',
  'history.here': 'यह जाँच',
  'history.failed': 'जाँचें पढ़ी नहीं जा सकीं: {reason}',
  'history.more': 'और पुरानी दिखाएँ',
};
