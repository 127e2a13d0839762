export default {
  'outbox.counts': 'Montrer par état',
  'outbox.pending': 'En route',
  'outbox.delivered': 'Livré',
  'outbox.dead': 'Refusé',
  'outbox.nothing':
    'Rien n’a encore été envoyé. La destination des examens terminés se règle sur le boîtier ' +
    '(outbox.destinations).',
  'outbox.none': 'Aucun dans cet état.',
  'outbox.oldest': 'Celui qui attend le plus a été terminé : {time}.',
  'outbox.to': 'vers',
  'outbox.kind': '{kind}, édition {edition}',
  'outbox.finished': 'Terminé : {time}.',
  'outbox.due': 'Prochain essai : {time}.',
  'outbox.ended-delivered': 'Arrivé : {time}.',
  'outbox.ended-dead': 'Refusé : {time}.',
  'outbox.attempts': '{n} essais.',
  'outbox.resend': 'Envoyer de nouveau',
  'outbox.now': 'Essayer maintenant',
  'outbox.resent': 'Il est envoyé de nouveau.',
  'outbox.refused': 'Non renvoyé : {reason}',
  'outbox.unreadable': 'Les envois n’ont pas pu être lus : {reason}',
  'outbox.more': 'Montrer plus',
};
