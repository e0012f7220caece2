import type { Rule } from "../rule.ts";

/** With what: poison, pills, a rope, coal, gas or a blade, in the hand or got ready, beside a wish, a time or a locked door. All red. */

// Concrete signs stay what they are in a question or beside a laugh: 他站在天台 怎么办.
const CONCRETE = ["asked", "joke", "feared", "settled", "trifle"] as const;

export const SUICIDE_MEANS: readonly Rule[] = [
  {
    id: "suicide.will_take_poison",
    level: "red",
    kind: "suicide",
    all: [
      "(?:要|想|就|去|准备|打算|还|又).{0,3}(?:喝|吞|吃|服|灌).{0,4}{pesticide}|{pesticide}.{0,8}(?:就喝|要喝|想喝|一口|一喝|都倒|倒(?:在|进)杯|拧开|打开|在手|喝了就|手里|摆)|{pesticide}.{0,4}(?:拌|混|掺|兑|倒|放|撒|和)(?:在|进|到|了|好).{0,4}(?:饭|粥|水|酒|杯|碗|汤|茶|面)|(?:喝|吞|吃|灌).{0,3}{pesticide}.{0,4}(?:死|算|清净|解脱)",
    ],
    unless: "(?:毒|药|诱|灭|杀|引)(?:死)?(?:老鼠|耗子|蟑螂)|墙角|诱饵|喷雾|桶里|菜|虫|草|果树|打药|浇|蔬菜|田|培训",
    despite: ["joke", "feared", "settled"],
    example: "老汉儿说今晚黑就喝耗子药 药都摆起了",
    counterexample: "菜上打了农药 不能马上吃",
  },
  {
    id: "suicide.means_and_wish",
    level: "red",
    kind: "suicide",
    all: ["{lethal}", "{wants_death}|{weary}|{farewell}"],
    unless: "吊瓶|捆|纸壳|国旗|晾衣|拔河|跳绳|晒被|多少.{0,6}(?:会死|致死)|能开|烤肉|烤火|哪里有卖",
    unless_anywhere: "还给.{0,4}医生|交给.{0,4}医生|睡得好|睡眠好|压岁钱|锦旗|遗嘱|新来的",
    despite: ["joke", "settled"],
    example: "活着没意思 想跟老头一块去 柜子上一瓶安定",
    counterexample: "他说活够了本 绳子是拿来捆纸壳的",
  },
  {
    id: "suicide.means_got_ready",
    level: "red",
    kind: "suicide",
    all: [
      "{buy}.{0,8}{lethal}|{lethal}.{0,6}(?:{buy}|系|挂|绑|打(?:好)?结|买回|到手|照片|截图)|(?:系|挂|绑|拴|打结|套|翻|找|试).{0,4}绳|绳.{0,6}(?:系|挂|绑|梁|脖子|套|栏杆)|(?:药|安眠药).{0,4}(?:都|也)?(?:准备好|攒够|摆好|一颗颗|数好|抠|排好|备好)",
      "{soon}|就(?:喝|走|睡|等)|解脱|清净|{unreachable}|{silence}|脖子|梁|栏杆|封(?:窗|门|起|住|上)|胶带|一颗颗|断了|(?:窗|门).{0,4}(?:封|关|堵)",
    ],
    unless:
      "焊|气球|潜水|国旗|晾|拔河|捆|跳绳|晒|狗|牛|羊|猫|遛|烤|火锅|取暖|老鼠|菜|果|虫|每天|按时|三餐|饭后|助餐|遵医|分装|药盒",
    despite: CONCRETE,
    example: "姑娘说已经买好刀片了 就等爸妈出门",
    counterexample: "国旗的绳子找到了 今天系好",
  },
  {
    id: "suicide.coal_sealed",
    level: "red",
    kind: "suicide",
    all: [
      "{coal}",
      "胶带|封(?:窗|门|死|起|住|上)|(?:窗|门).{0,6}(?:封|堵|塞)|{unreachable}|就睡|遗书|{wants_death}|自杀",
    ],
    unless: "烤|火锅|取暖|卖|通风",
    despite: CONCRETE,
    example: "他买了炭 说今晚烧了就睡 门窗都拿胶带封了",
    counterexample: "买炭烤肉 门关了没",
  },
  {
    id: "suicide.gas_on",
    level: "red",
    kind: "suicide",
    all: [
      "(?:开|拧|放).{0,4}{gas}|{gas}.{0,4}(?:开|拧|放)",
      "别(?:管|救|进|拦|来)|不(?:要|用|好|必)(?:管|救|进)|想死|不想活|自杀|{farewell}|(?:锁|插|反锁|顶).{0,4}门|门.{0,3}(?:锁|插|顶|反锁)",
    ],
    unless: "开户|开通|做饭|营业|公司",
    despite: CONCRETE,
    example: "她锁门里头说煤气开了别管她",
    counterexample: "煤气开户的门店 锁门了没",
  },
  {
    id: "suicide.overdose_planned",
    level: "red",
    kind: "suicide",
    all: [
      "(?:今晚|明天|等|马上|准备|要|想|打算|就).{0,8}(?:吃|吞|喝|服)(?:光|完|掉|了|下)?.{0,5}(?:安眠药|安定|{sedative}|(?:所有|全部|一瓶|整瓶|一把)的?.{0,2}药)|(?:吃|吞)(?:光|完|掉).{0,4}{sedative}.{0,4}(?:就睡|睡)",
    ],
    unless: "睡不着|医生|医院|处方|开点|能不能开|社区",
    despite: ["joke", "feared", "settled"],
    example: "佢喺微信話今晚食晒啲安眠藥就瞓 叫我聽日先過嚟",
    counterexample: "睡不着想吃点安眠药 社区能开不",
  },
  {
    id: "suicide.hand_on_means",
    level: "red",
    kind: "suicide",
    all: [
      "(?:手里|手上|握着|攥着|拿着|捏着|抱着).{0,6}(?:刀片|美工刀|{pesticide}(?!瓶来退)|安眠药|农药瓶|绳|遗书|遗像)|(?:刀|剪刀|玻璃).{0,4}(?:对着|抵着|顶着|架在|搁在)自己",
    ],
    unless: "退货|过期|裁|刮胡|打药|喷药|晾|剪|修|捆|去退|回收|国旗|拔河|牵|遛",
    despite: CONCRETE,
    example: "我手里拿着刀片 我控制不住",
    counterexample: "她手里拿着刀片 在裁纸",
  },
  {
    id: "suicide.noose",
    level: "red",
    kind: "suicide",
    all: [
      "(?:绳|围巾|皮带|裤带|床单|电线|网线|丝袜|管子|布条|鞋带|腰带).{0,8}(?:勒|套|缠|绕|挂|系|绑).{0,4}(?:脖|颈|梁|管|扇|框|自己|杆)|(?:脖子|颈).{0,4}(?:勒|套|缠).{0,3}(?:绳|围巾|皮带|带|线)|(?:梁|水管|吊扇|门框|暖气管|窗框|横杆|铁架|门把).{0,5}(?:挂|系|套|绑|吊).{0,4}(?:绳|围巾|皮带|床单|电线|带|人|着个人)|(?:吊|挂)在.{0,6}(?:梁|管|扇|框|杆|架|树上).{0,6}(?:放下|救|人|没气|断)|(?:绳|巾|床单|被单|电线|丝袜|布条|皮带).{0,4}(?:打|做|系|挽|结)(?:了|成|好)?(?:一?个)?.{0,2}(?:圈|套|活扣|死结|绳结).{0,6}(?:挂|吊|拴|套|系)(?:在|到|上|着)|勒.{0,2}自己|(?:自己|用).{0,4}勒.{0,2}脖|把脖子.{0,4}(?:套|伸)",
    ],
    unless: "红领巾|鞋带|跳绳|灯笼|横幅|腊肉|香肠|衣|秋千|气球|窗帘|彩带|围巾好|织",
    despite: CONCRETE,
    example: "小孩说妈妈在房梁上挂围巾",
    counterexample: "奶奶织的围巾系在脖子上好看",
  },
  {
    id: "suicide.self_at_limit",
    level: "red",
    kind: "suicide",
    all: [
      "我.{0,6}(?:撑不|熬不|顶不住|受不了|控制不住|活不|不想活|想死|坚持不)",
      "药.{0,3}(?:准备|备|买|攒)好|今晚就(?:走|了|死|结束)|刀片?.{0,3}(?:在手|拿|准备)|绳|遗书|{farewell}|楼顶|天台|窗台|阳台",
    ],
    unless_anywhere: "哈哈|辞职|请假|调岗",
    despite: ["asked", "settled"],
    example: "我撑不下去了 药已经准备好了 今晚就走",
    counterexample: "我撑不住了 今晚不加班了 想请假",
  },
  {
    id: "suicide.grief_and_means",
    level: "red",
    kind: "suicide",
    all: ["{bereaved}", "{pesticide}|安眠药|安定|遗书|{sedative}"],
    unless: "打药|菜|田|果|补贴|殡葬|睡得",
    unless_anywhere: "多年|好几年|医生开|按时",
    despite: CONCRETE,
    example: "她男人上个月没了 桌上一瓶百草枯 问她她不说话",
    counterexample: "老伴走了以后睡不着 医生开了安眠药",
  },
  {
    id: "suicide.poison_gulped",
    level: "red",
    kind: "suicide",
    all: ["{pesticide}", "(?:喝|抿|灌|咽|吞|闷|嘬|舔)(?:了|掉|下)?.{0,3}(?:口(?!水|茶|汤|酒)|杯|瓶|光|完|半)"],
    unless: "菜|虫|草|田|地里|打药|打完|喷|误|回收|洗手",
    unless_anywhere: "误|打完|喷完|宣传|回收",
    despite: CONCRETE,
    example: "杯里泡的是农药 他抿了一口 还笑",
    counterexample: "打完农药 回家喝了一口水",
  },
];
