/**
 * Why a picture is not taken. `broken`: it ends too early or is not made as its kind should be. `too_many_pixels`: a small file
 * that would unfold into more than a reader's browser can hold.
 */
export type PictureFault = "too_large" | "heic" | "animated" | "other_type" | "broken" | "too_many_pixels";

export class UnusablePicture extends Error {
  override readonly name = "UnusablePicture";
  readonly fault: PictureFault;
  constructor(fault: PictureFault) {
    super(fault);
    this.fault = fault;
  }
}
