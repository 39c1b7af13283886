// The backend starts here, in a process of its own. What goes wrong in here before the window
// opens is shown in the window.
import { notes } from './notes'

void start()

async function start(): Promise<void> {
  const isFirstStart = await notes.open()
  if (isFirstStart) {
    await notes.save('welcome', {
      title: 'Welcome',
      body: [
        'This is an ordinary note. Change it, or delete it: everything is saved as you type.',
        '',
        'Ctrl+N starts a note, Ctrl+F searches, Delete in the list removes one.',
        '',
        'The page you are looking at is in frontend/, and it calls the functions of backend/api.ts. ' +
          'Edit either while "deskjs dev" runs.',
      ].join('\n'),
    })
  }
}
