/** Why something about sites, targets, the map or a decision of a meeting could not be done, by the code of the refusal. */
export const coverageRefusals = {
  site_incomplete: "还差一点:名称要写;没建成的要有到期日;近期规划还要有负责人;经纬度要么都填,要么都空。",
  target_wrong: "目标填 0 到 100 的整数,并写出自哪份文件。",
  travel_wrong: "路上时间填 0 到 600 的整分钟;不知道就空着。",
  map_unreadable:
    "这个文件读不出来。要 GeoJSON 的 FeatureCollection,每个片区一个面(Polygon),名字写在 properties.name。",
  map_names: "地图里有的名字和片区对不上,或者重复了,整个文件都没有导入。",
  map_large: "地图太细了。请先简化到二十万个点以内。",
  task_incomplete: "写下要办什么、谁来办、哪天前办完(今天或以后)。",
} as const;

export type CoverageRefusalTexts = typeof coverageRefusals;
