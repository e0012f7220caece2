import { MOST_PICTURES, SAME_DOOR_MINUTES } from "../../cases/pictures/limits.ts";
import type { PictureFault } from "../../platform/image/fault.ts";
import { english } from "./en/media.ts";
import { inLanguages } from "./in-language.ts";

/** What is said of voices and pictures. */
const chinese = {
  heard: (words: string) => `听到的是:「${words}」`,
  voice: {
    no_transcriber: "语音我现在听不了。用手机输入法的话筒说,转成文字发我就行。",
    too_long: "这段太长了,我一次最多听 5 分钟。分几段说,一户一段最好。",
    not_heard: "这段我没听清。用手机输入法的话筒再说一遍,或者打几个字。",
    not_fetched: "这段语音没取下来。用手机输入法的话筒再说一遍,或者打几个字。",
  },
  picture: {
    draft: (whose: string | null, n: number) =>
      `照片放进${whose === null ? "" : `${whose}`}这次走访了,第 ${n} 张。保存后才留下。`,
    visit: (ref: string, n: number) => `照片放进刚存的 ${ref} 了,第 ${n} 张。`,
    waiting: `照片先收着,${SAME_DOOR_MINUTES} 分钟内说是谁家的就放进那次走访。`,
    full: `一次走访最多放 ${MOST_PICTURES} 张,这张没存。`,
    not_fetched: "照片没取下来,请再发一次。",
    on_card: (n: number) => `照片:${n} 张`,
    saved: (n: number) => `照片 ${n} 张也存好了。`,
    not_this: "不是这家",
    to_open_draft: "放进没存的那次",
    taken_off: `拿出来了。${SAME_DOOR_MINUTES} 分钟内说是谁家的就放进那次走访,不说就删掉。`,
    gone: "这张照片已经不在了,或者存了太久不能换。",
    withdrawn: "您撤回了照片,我这里也删掉了。",
    none_waiting: "没有等着的照片了。要放就再发一次。",
    faults: {
      too_large: "照片太大了,最多 10 MB。用手机自带的「压缩」发,或截个图发我。",
      heic: "这种 HEIC 照片我存不了。截个图发我,或在相机设置里把格式改成「兼容性最佳」。",
      animated: "动图我存不了,发一张静止的照片。",
      other_type: "这个不是我能存的照片。发 JPG 或 PNG 的,或截个图发我。",
      broken: "这张照片不完整,请再发一次。",
      too_many_pixels: "照片尺寸太大了,截个图发我。",
    } satisfies Record<PictureFault, string>,
  },
} as const;

export type MediaTexts = typeof chinese;

export const mediaTexts = inLanguages(chinese, english);
