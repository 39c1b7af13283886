/** A curve of the latest values, drawn once per frame at most. */
export class Plot {
  readonly values: number[] = []
  #waiting = false

  constructor(readonly canvas: HTMLCanvasElement, readonly length = 120) {
    new ResizeObserver(() => this.#later()).observe(canvas)
  }

  add(value: number): void {
    this.values.push(value)
    if (this.values.length > this.length) this.values.shift()
    this.#later()
  }

  #later(): void {
    if (this.#waiting) return
    this.#waiting = true
    requestAnimationFrame(() => {
      this.#waiting = false
      this.#draw()
    })
  }

  #draw(): void {
    const { canvas, values } = this
    const { clientWidth: width, clientHeight: height } = canvas
    canvas.width = width * devicePixelRatio
    canvas.height = height * devicePixelRatio
    const context = canvas.getContext('2d')!
    context.scale(devicePixelRatio, devicePixelRatio)
    const style = getComputedStyle(canvas)
    context.strokeStyle = style.borderTopColor
    for (let line = 0; line < 4; line++) context.strokeRect(-1, 0.5 + Math.round((line * (height - 1)) / 3), width + 2, 0)
    if (values.length < 2) return

    const low = Math.min(...values), span = Math.max(...values) - low || 1
    const x = (index: number): number => width - 6 - ((values.length - 1 - index) * (width - 6)) / (this.length - 1)
    const y = (value: number): number => height - 8 - ((value - low) / span) * (height - 16)
    context.beginPath()
    values.forEach((value, index) => context.lineTo(x(index), y(value)))
    context.strokeStyle = style.color
    context.lineWidth = 2
    context.lineJoin = 'round'
    context.stroke()
    const end = values.length - 1
    context.lineTo(x(end), height)
    context.lineTo(x(0), height)
    const fill = context.createLinearGradient(0, 0, 0, height)
    fill.addColorStop(0, style.color.replace('rgb(', 'rgba(').replace(')', ', .25)'))
    fill.addColorStop(1, style.color.replace('rgb(', 'rgba(').replace(')', ', 0)'))
    context.fillStyle = fill
    context.fill()
    context.beginPath()
    context.arc(x(end), y(values[end]), 3.5, 0, 7)
    context.fillStyle = style.color
    context.fill()
  }
}
