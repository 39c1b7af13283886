import { test, expect, page } from 'deskjs/test'

const show = (html: string) => { document.body.innerHTML = html }

test('selects, checks, uploads', async () => {
  show('<label>Fruit <select><option value=a>Apple<option value=b>Pear</select></label><label><input type=checkbox> Agree</label><input type=file multiple data-testid=file>')
  expect(await page.getByLabel('Fruit').selectOption('Pear')).toEqual(['b'])
  await expect(page.getByLabel('Fruit')).toHaveValue('b')
  await page.getByLabel('Agree').check()
  await expect(page.getByRole('checkbox', { name: 'Agree', checked: true })).toBeVisible()
  await page.getByLabel('Agree').uncheck()
  await expect(page.getByLabel('Agree')).not.toBeChecked()
  await page.getByTestId('file').setInputFiles([{ name: 'a.txt', type: 'text/plain', content: 'hello ü' }])
  const input = document.querySelector('input[type=file]') as HTMLInputElement
  expect(await input.files![0]!.text()).toBe('hello ü')
})

test('double click, hover, right click, keys', async () => {
  show('<button>Go</button><textarea></textarea>')
  const seen: string[] = []
  for (const type of ['click', 'dblclick', 'mouseenter', 'contextmenu']) document.querySelector('button')!.addEventListener(type, () => { seen.push(type) })
  await page.getByRole('button').hover()
  await page.getByRole('button').dblclick()
  await expect.poll(() => seen.join()).toBe('mouseenter,click,click,dblclick')
  const area = page.locator('textarea')
  await area.type('one\ntwo')
  await expect(area).toHaveValue('one\ntwo')
  await area.press('Backspace')
  await area.press('Shift+Home')
  await area.press('x')
  await expect(area).toHaveValue('one\nx')
  await area.press('ControlOrMeta+a')
  await area.press('Delete')
  await expect(area).toBeEmpty()
  await area.fill('filled')
  await expect(area).toHaveValue('filled')
})

test('drags', async () => {
  show('<div id=a draggable=true style="width:50px;height:50px;background:red">a</div><div id=b style="width:80px;height:80px;background:blue">b</div><div id=c style="width:40px;height:40px;background:green">c</div>')
  const seen: string[] = []
  document.querySelector('#b')!.addEventListener('dragover', (event) => event.preventDefault())
  document.querySelector('#b')!.addEventListener('drop', () => { seen.push('drop') })
  await page.locator('#a').dragTo(page.locator('#b'))
  expect(seen).toEqual(['drop'])
  document.addEventListener('pointermove', (event) => { if (event.buttons === 1) seen.push('move') })
  document.querySelector('#b')!.addEventListener('pointerup', () => { seen.push('up') })
  await page.locator('#c').dragTo(page.locator('#b'))
  await expect.poll(() => seen.at(-1)).toBe('up')
  expect(seen).toContain('move')
})

test('waits for what moves', async () => {
  show('<style>@keyframes come { from { translate: 0 60px } }</style><div style="animation: come 400ms step-end"><button>Go</button></div>')
  let running: number | undefined
  document.querySelector('button')!.onclick = () => { running = document.querySelector('div')!.getAnimations().length }
  await page.getByRole('button').click()
  await expect.poll(() => running).toBe(0)
})

test('scrolls, and says what is in the way', async () => {
  show('<div style="height:3000px"></div><button>Far</button><div id=cover style="position:fixed;inset:0"></div>')
  await expect(page.getByRole('button').click({ timeout: 500 })).rejects.toThrow('is behind <div id="cover">')
  document.querySelector('#cover')!.remove()
  let clicked = false
  document.querySelector('button')!.onclick = () => { clicked = true }
  await page.getByRole('button').click()
  await expect.poll(() => clicked).toBe(true)
})
