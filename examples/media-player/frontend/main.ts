import { library } from '../backend/api'

const find = <T extends Element>(id: string): T => document.getElementById(id) as unknown as T
const media = find<HTMLVideoElement>('media'), seek = find<HTMLInputElement>('seek'), play = find<HTMLButtonElement>('play')

function choose(title: string, url: string, item?: HTMLElement): void {
  document.querySelector('[aria-current]')?.removeAttribute('aria-current')
  item?.setAttribute('aria-current', 'true')
  find('title').textContent = title
  media.src = url
  media.play().catch(() => {}) // the error event tells
}

const clock = (seconds: number): string =>
  `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, '0')}`

function show(): void {
  const { currentTime, duration, paused } = media
  const length = Number.isFinite(duration) ? duration : 0
  seek.max = String(length)
  if (!seek.matches(':active')) seek.value = String(currentTime)
  seek.style.setProperty('--done', `${length ? (Number(seek.value) / length) * 100 : 0}%`)
  find('time').textContent = `${clock(currentTime)} / ${clock(length)}`
  find('icon').setAttribute('d', paused ? 'M8 5v14l11-7z' : 'M7 5h3.5v14H7zM13.5 5H17v14h-3.5z')
  play.ariaLabel = paused ? 'Play' : 'Pause'
  document.body.classList.toggle('playing', !paused)
  document.body.classList.toggle('video', media.videoWidth > 0)
}

for (const event of ['timeupdate', 'durationchange', 'play', 'pause', 'seeked', 'ended', 'loadedmetadata']) media.addEventListener(event, show)
media.addEventListener('error', () => { find('title').textContent = 'This file can’t be played here' })
seek.addEventListener('input', () => { media.currentTime = Number(seek.value) })
play.addEventListener('click', () => (media.paused ? media.play().catch(() => {}) : media.pause()))
document.addEventListener('keydown', ({ key, target }) => {
  if (key === ' ' && target === document.body) play.click()
  if (key === 'ArrowLeft' && target !== seek) media.currentTime -= 5
  if (key === 'ArrowRight' && target !== seek) media.currentTime += 5
})

// A file that is dropped is read by the page itself, the part that is played.
document.addEventListener('dragover', (event) => event.preventDefault())
document.addEventListener('drop', (event) => {
  event.preventDefault()
  const file = event.dataTransfer?.files[0]
  if (file) choose(file.name, URL.createObjectURL(file))
})

async function list(): Promise<void> {
  const items = (await library()).map(({ title, url, size, folder }) => {
    const item = document.createElement('li')
    const button = Object.assign(document.createElement('button'), { textContent: title })
    button.append(Object.assign(document.createElement('small'), { textContent: `${folder === 'music' ? 'Sound' : 'Video'}, ${(size / 1e6).toFixed(1)} MB` }))
    button.addEventListener('click', () => choose(title, url, button))
    item.append(button)
    return item
  })
  find('list').replaceChildren(...items)
  if (!items.length) find('hint').textContent = 'Your music and video folders are empty. Drop a file here to play it.'
}

show()
void list()
