declare module 'deskjs' {
  /** A size in points that don't depend on the screen's scale. */
  export interface Size { width: number, height: number }
  export interface Rectangle { x: number, y: number, width: number, height: number }

  /** Points as raw bytes. */
  export interface BitmapOptions {
    width: number
    height: number
    /** @default 1 */
    scaleFactor?: number
  }

  /**
   * A picture, in one or several scales: what trays, notifications, menus, windows and the clipboard take and give. nativeImage makes them.
   */
  export interface NativeImage {
    /** As Electron's; always false except on macOS. */
    isMacTemplateImage: boolean
    /** A PNG file of the representation whose scale is nearest to scaleFactor (1); empty if the image is. */
    toPNG(options?: { scaleFactor?: number }): Buffer
    /** A JPEG file. What is transparent becomes black. @param quality from 0 to 100 */
    toJPEG(quality: number): Buffer
    /** Four bytes for each point, from the top left: blue, green, red, alpha, the colours multiplied by alpha. */
    toBitmap(options?: { scaleFactor?: number }): Buffer
    /** @deprecated the same as toBitmap */
    getBitmap(options?: { scaleFactor?: number }): Buffer
    /** The PNG as a data: URL. */
    toDataURL(options?: { scaleFactor?: number }): string
    /** @throws Error with code ERR_NOT_SUPPORTED, on all systems: the picture is not the host's. */
    getNativeHandle(): Buffer
    isEmpty(): boolean
    /** The size in points that don't depend on the scale: half of what there is at 2x. { 0, 0 } if the image is empty. */
    getSize(scaleFactor?: number): Size
    /** The width divided by the height; 1 if the image is empty. */
    getAspectRatio(scaleFactor?: number): number
    /** The scales of all representations. */
    getScaleFactors(): number[]
    /** Whether it is a template image: one whose colours the system chooses. Ignored except on macOS. */
    setTemplateImage(option: boolean): void
    isTemplateImage(): boolean
    /** What is inside rect; an empty image if nothing is. */
    crop(rect: Rectangle): NativeImage
    /**
     * In another size. If only one of width and height is given, the ratio stays.
     * @param options.quality 'best' by default: Lanczos; 'better' is bilinear, 'good' averages. All take every point into account.
     */
    resize(options: { width?: number, height?: number, quality?: 'good' | 'better' | 'best' }): NativeImage
    /** Adds another scale: a PNG or JPEG file, raw points with their width and height, or a data: URL. What is none is ignored. */
    addRepresentation(options: { scaleFactor?: number, width?: number, height?: number, buffer?: Uint8Array, dataURL?: string }): void
  }

  /**
   * Pictures for the desktop. They are PNG or JPEG files everywhere, and ICO files, of which the largest picture counts. Up to 67 million points: larger ones are
   * taken for none. EXIF data and colour profiles are not looked at.
   */
  export const nativeImage: {
    createEmpty(): NativeImage
    /**
     * The picture in a file, with those beside it that are called `NAME@2x.png`, `@1.25x` and so on; an empty image if there is none. On macOS one called
     * `NAMETemplate.png` is a template image.
     * @throws Error with code ERR_ACCESS_DENIED if the app may not read the file
     */
    createFromPath(path: string): NativeImage
    /** Of what toBitmap gives. @throws TypeError if there are more or fewer bytes than points */
    createFromBitmap(buffer: Uint8Array, options: BitmapOptions): NativeImage
    /** Of a PNG or JPEG file's bytes or else, if options have a width and height, of points. */
    createFromBuffer(buffer: Uint8Array, options?: { width?: number, height?: number, scaleFactor?: number }): NativeImage
    /** Of a data: URL with a PNG or JPEG file. */
    createFromDataURL(dataURL: string): NativeImage
    /** A picture that the system has. Always empty: Electron's is except on macOS, and there none is looked up yet. */
    createFromNamedImage(imageName: string): NativeImage
    /** As createFromNamedImage. */
    createMenuSymbol(imageName: string): NativeImage
    /**
     * A picture's file in another size.
     * @throws Error with code ERR_NOT_SUPPORTED if the file is not a picture: the system's thumbnails of other files are not asked for
     */
    createThumbnailFromPath(path: string, size: Size): Promise<NativeImage>
  }
}
