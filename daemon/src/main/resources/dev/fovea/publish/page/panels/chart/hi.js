export default {
  'chart.title': 'जाँच:',
  'chart.empty': 'अभी किसी ने कुछ नहीं जोड़ा।',
  'chart.name': 'आपका नाम',
  'chart.reading': 'आपका अपना पठन',
  'chart.answer': 'दिखाया गया उत्तर',
  'chart.choose': 'चुनें',
  'chart.agree': 'मैं सहमत हूँ',
  'chart.disagree': 'मैं असहमत हूँ',
  'chart.grade': 'आपका अंतिम मत (असहमत होने पर आवश्यक)',
  'chart.keep-reading': 'पठन सहेजें',
  'chart.note': 'टिप्पणी',
  'chart.keep-note': 'टिप्पणी सहेजें',
  'chart.remark': 'कथन',
  'chart.finish': 'जाँच समाप्त करें',
  'chart.finish-hint':
    'यदि किसी आँख का उत्तर नहीं है तो आवश्यक: कारण लिखें। जाँच अभी जो कहती है वही उसकी रिपोर्ट बनती है; बाद में ' +
    'जो आए उससे नया संस्करण बनता है।',
  'chart.agrees': '{eye}: उत्तर से सहमत',
  'chart.disagrees': '{eye}: उत्तर से असहमत',
  'chart.noted': 'टिप्पणी',
  'chart.is-finished': 'समाप्त, संस्करण {edition}',
  'chart.was-finished': 'समाप्त, संस्करण {edition}; उसके बाद कुछ और आया',
  'chart.kept': 'सहेजा गया।',
  'chart.refused': 'सहेजा नहीं गया: {reason}',
  'chart.changed':
    'यह दिखाए जाने के बाद कुछ नया आया, या किसी और ने इसे समाप्त किया। जाँच अभी जो कहती है उसे देखें और फिर समाप्त ' +
    'करें।',
};
