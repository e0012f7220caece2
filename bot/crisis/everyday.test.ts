import { describe, expect, test } from "vitest";
import { screen } from "./screen.ts";

describe("what only looks like a crisis is none", () => {
  test.each([
    "上周追的剧 女主被人推下楼 我哭死",
    "刚看完一部恐怖片 一家人全死了 睡不着",
    "小心充电起火 群里再提醒一下",
    "防止锂电池自燃 明天贴告示",
    "儿子不听话 打了几下屁股",
    "过年杀回来吃饭",
    "爬楼崴了脚 有点肿",
    "工厂倒闭了 老周能领什么",
    "孩子父母都没了 跟奶奶过 十岁 可以申请哪些补助",
    "学到老活到老",
    "儿子推轮椅带李婆婆下楼 摔了个杯子",
    "that joke killed me lol",
    "this system is killing me, I'm dying for a coffee",
    "the printer is not responding",
    "he doesn't hit her",
    "in the movie a man with a gun shoots the driver",
    "we beat the other team 3:0",
  ])("%s", (text) => {
    expect(screen(text).level).toBe("none");
  });
});

describe("the same words are a crisis where it happens", () => {
  test.each([
    ["昨晚看完电影回来 他拿刀追人", "red"],
    ["看电影的时候他突然胸口疼 出冷汗", "red"],
    ["电瓶车着火了 大家小心", "red"],
    ["奶奶打孙子 屁股都打肿了", "red"],
    ["老太太绊了一跤 起不来", "red"],
    ["停药一个月 老说电视里的人骂他", "orange"],
    ["I'm on the roof, I'm going to jump", "red"],
    ["her son hasn't come home, he is 9 years old", "red"],
    ["there's smoke coming from 402", "red"],
    ["the tenant said he will kill the landlord", "orange"],
  ])("%s → %s", (text, level) => {
    expect(screen(text).level).toBe(level);
  });
});

describe("the kind follows what happened", () => {
  test.each([
    ["遭她男人打得眼睛都肿了", "dv"],
    ["她脸被打青了 老公打的", "dv"],
    ["孙子把奶奶推倒了 膝盖流血", "dv"],
    ["媳妇搡了婆婆一下 后脑磕门框", "dv"],
    ["儿子打他妈 七十多的李婆婆脸肿了 孙子在旁边哭", "dv"],
    ["五年级的妹仔 手上有道紫印 不肯讲", "child"],
    ["婆婆把疯儿子锁屋里 说怕打人", "confinement"],
    ["打完针脸发青 喘", "medical"],
    ["阿嬷脸憋得青紫", "medical"],
    ["病又犯了 拎个酒瓶在楼道骂", "violence"],
    ["张婆婆独居 按了两天门铃没人开", "missing"],
    ["老太婆说活起恼火得很 耗子药都藏起老", "suicide"],
    ["他吃了药 睡过去叫不醒", "medical"],
    ["真想一觉睡过去 别再醒", "suicide"],
  ])("%s → %s", (text, kind) => {
    expect(screen(text).kind).toBe(kind);
  });
});

describe("who is meant", () => {
  test.each([
    ["没人需要我 我想消失", true],
    ["好累 要是能睡着醒不过来就好了", true],
    ["I want to die", true],
    ["没人在乎他 他想消失", false],
    ["旁边有人在看 他站在楼顶", false],
    ["my neighbour says she wants to die", false],
    ["she texted me I want to die", false],
  ])("%s → the writer: %s", (text, self) => {
    const verdict = screen(text);
    expect(verdict.kind).toBe("suicide");
    expect(verdict.self).toBe(self);
  });
});
