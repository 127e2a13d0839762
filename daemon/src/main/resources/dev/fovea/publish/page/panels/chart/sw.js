export default {
  'chart.title': 'Uchunguzi wa',
  'chart.empty': 'Bado hakuna aliyeongeza chochote.',
  'chart.name': 'Jina lako',
  'chart.reading': 'Usomaji wako',
  'chart.answer': 'Jibu lililoonyeshwa',
  'chart.choose': 'Chagua',
  'chart.agree': 'Nakubali',
  'chart.disagree': 'Sikubali',
  'chart.grade': 'Tathmini yako ya mwisho (inahitajika ukikataa)',
  'chart.keep-reading': 'Hifadhi usomaji',
  'chart.note': 'Maelezo',
  'chart.keep-note': 'Hifadhi maelezo',
  'chart.remark': 'Sababu',
  'chart.finish': 'Maliza uchunguzi',
  'chart.finish-hint':
    'Inahitajika ikiwa jicho halina jibu: sema kwa nini. Uchunguzi unavyosema sasa unahifadhiwa kama ripoti; ' +
    'kinachokuja baadaye hutengeneza toleo jipya.',
  'chart.agrees': '{eye}: anakubali jibu',
  'chart.disagrees': '{eye}: hakubali jibu',
  'chart.noted': 'Maelezo',
  'chart.is-finished': 'Umemalizika, toleo {edition}',
  'chart.was-finished': 'Umemalizika, toleo {edition}; kuna kilichokuja baadaye',
  'chart.kept': 'Imehifadhiwa.',
  'chart.refused': 'Haikuhifadhiwa: {reason}',
  'chart.changed':
    'Kuna kilichokuja tangu hii ionyeshwe, au mtu mwingine ameumaliza. Angalia uchunguzi unavyosema sasa, kisha ' +
    'umalize tena.',
};
