import type { CrisisCardTexts } from "../crisis-cards.ts";
import type { Wording } from "../in-language.ts";

export const english: Wording<CrisisCardTexts> = {
  say: "Say: ",
  never: "Do not: ",
  red: {
    suicide:
      "Call 110 now and give the address.\nPills taken or injured: call 120.\nDo not leave them alone. Move pills, knives and ropes away.",
    at_height: "Call 110 now: which building, which bank.\nRescue from height or water: call 119.\nInjured: call 120.",
    poisoned:
      "Call 120 now: what was taken, how much, when.\nKeep the bottle for the doctor.\nThey refuse, or the door is shut: call 110.",
    violence:
      "Get to safety first, then call 110.\nSay the address, what they hold, who is inside, whether they are ill.\nSomebody is hurt: call 120.",
    medical:
      "Call 120 now: address, age, what is wrong, since when.\nNo response, no breath: press the chest as the phone tells you.\nThe door is shut: call 110.",
    refill:
      "Chest pain, short breath, too dizzy to stand, slurred words: call 120.\nSay which medicine ran out and since when.\nNone of these: reach the family doctor and the family today for a refill.",
    fumes:
      "Everybody out into the air, windows open, then call 120.\nSay how many, what was burning, who cannot be woken.\nA smell of gas, somebody cannot get out: call 119.",
    medicine:
      "They attack or hold something: step out, call 110.\nToo many pills, cannot be woken: call 120.\nTell the family and the psychiatrist now: which medicine, how long.",
    fire: "Everybody out of the building, then call 119.\nSay the address, who is inside, who cannot walk.\nSomebody is dizzy or hurt: call 120.",
    missing:
      "Call 110 now; there is no need to wait a day.\nSay name, age, clothes, where last seen.\nSearch water, stations, old homes. Found hurt: call 120.",
    silent:
      "Knock and phone now; ask family, caretaker, neighbours for a key.\nNo key, no answer: call 110, the police open the door.\nThey may lie inside: call 120 too.",
    child:
      "The child is in danger now: call 110. Injured: hospital first.\nAn ambulance: call 120.\nA suspicion is enough: report to police and civil affairs at once.",
    dv: "Being beaten, injured: call 110.\nBadly hurt: call 120.\nFirst bring them to a safe place.",
    dv_incapable: "Call 110 now: a suspicion must be reported.\nInjured: call 120.\nFirst bring them to a safe place.",
    confinement:
      "Call 110 now: where they are locked in, whether they answer.\nInjured, no food or water: call 120.\nTell the psychiatrist and the street office at once.",
    neglect:
      "Cannot get up, no food or water, hurt: call 120.\nNobody cares, no way in: call 110.\nTell the street office and civil affairs today.",
  },
  orange: {
    suicide:
      "See them today and ask: thoughts of dying? what plan?\nA way, a time, or silence: call 110.\nPills taken or injured: call 120.",
    violence:
      "Do not go alone. Tell the police station and the psychiatrist today.\nA weapon or a blow: step out, call 110.\nSomebody is hurt: call 120.",
    medical:
      "Reach the family and the family doctor today.\nChest pain, short breath, cold sweat, slurred words: call 120.",
    refill:
      "Reach the family doctor and the family today for a refill.\nVery high blood pressure, chest pain, too dizzy to stand, slurred words: call 120.",
    fumes:
      "See the stove, the flue and the heater today.\nDizzy or sick: people out first, call 120.\nA smell of gas: call 119.",
    medicine:
      "Tell the family and the psychiatrist today: which medicine, how long.\nThey attack or hold something: step out, call 110.\nToo many pills, cannot be woken: call 120.",
    fire: "Get the caretaker and the safety officer there today.\nGas or smoke: people out first, call 119.\nSomebody is dizzy or sick: call 120.",
    missing:
      "Find out today where they are: phone, family, neighbours.\nNot found: call 110; there is no need to wait a day.",
    silent:
      "Knock and phone now; ask family, caretaker, neighbours for a key.\nNo key, no answer: call 110, the police open the door.\nThey may lie inside: call 120 too.",
    child:
      "See the child today. A suspicion must be reported to police and civil affairs.\nIn danger now: call 110.\nInjured: call 120.",
    dv: "Reach the person today in a safe way.\nAnother blow: call 110.\nInjured: call 120.",
    dv_incapable:
      "Report to the police today: a suspicion must be reported.\nIn danger now: call 110.\nInjured: call 120.",
    confinement:
      "Tell the psychiatrist and the street office today; go there together.\nNo answer, no food or water: call 110.\nInjured: call 120.",
    neglect:
      "See how they live and feel today; tell the street office today.\nCannot get up, no food or water: call 120.\nNobody cares, no way in: call 110.",
  },
  words: {
    suicide:
      "「我在,你慢慢讲。你是不是想结束生命?」(I am here. Do you want to end your life?)\nAsking does no harm. Stay on the phone, get the family.",
    at_height: "「我不过来,你慢慢讲,我听着。」(I stay here and listen.)\nKeep a distance and stay; get the family.",
    poisoned: "「我陪着你。吃了什么,告诉我。」(I stay with you. What did you take?)",
    violence:
      "through the door 「我不进来,有话慢慢讲。」(I am not coming in, take your time.)\nFrom far off tell the family and the psychiatrist.",
    medical: "「别动,我陪着你。」(Do not move, I stay.) Pain? Breath?\nKeep what medicine they took.",
    refill:
      "「什么药、断了几天?现在哪里不舒服?」(Which medicine, since when? What hurts now?)\nHold the box and read it to the doctor.",
    fumes:
      "「都出来,到外面坐下,别睡。」(Come out, sit down, do not sleep.)\nNo breath: press the chest as the phone tells you.",
    medicine: "「这几天睡得怎样?吃药难受吗?」(How is your sleep? Does the medicine make you feel bad?)",
    fire: "to neighbours 「先下楼,别开灯,别打火。」(Go down, no lights, no flames.)\nGas: call the gas company once outside.",
    missing: "to the family: where do they often go? phone, money?",
    silent: "through the door 「我是网格员,您应一声。」(Please answer me.)",
    child: "「不是你的错,我来帮你。」(It is not your fault.)\nWrite down their words, and when you told whom.",
    dv: "alone with them: are you safe? what do you want to do?\nChildren, mentally disabled or confused people: the police must be told.",
    dv_incapable: "「不是你的错,我来帮你。」(It is not your fault.)\nWrite down when you told whom.",
    confinement:
      "through the door 「听到了,我在找人,不走开。」(I hear you, I am getting help.)\nTo the family: let us find somebody to look after them.",
    neglect: "「我在,我找人来。」(I am here and get help.)\nWrite down what you see: food, room, body.",
  },
  not: {
    suicide: "provoke, preach, or wait until work is over.",
    at_height: "grab, provoke, or let a crowd gather.",
    poisoned: "make them vomit, give water, let them sleep alone.",
    violence: "knock, go in, step between, let neighbours gather.",
    medical: "give water or pills, make them vomit, carry them.",
    refill: "lend or double doses.",
    fumes: "switch lights, light a flame, go back for things.",
    medicine: "force it, hide it in food, argue about illness.",
    fire: "ring, switch lights, phone in the stairwell.\nNot back in, no lift.",
    missing: "post identity numbers or illness in a group.",
    silent: "break the door yourself, or wait until tomorrow.",
    child: "question again and again, spread photos.\nNot confront anybody, not tell the family first.",
    dv: "mediate first, ask in front of the other, write to a shared phone.",
    dv_incapable: "mediate, question again and again, warn the other.",
    confinement: "break the lock, blame. Locking people in is illegal: never hide it.",
    neglect: "scold the family, post photos.",
  },
  later: {
    suicide: "To talk: 12356 counselling, hours differ by place.",
    dv: "12338 women's federation, mostly office hours.",
  },
  self: {
    suicide: {
      red: "I hear you. Do not do it yet, I am here.\nLeave that place, put pills and knives down, go where people are.\nCall 110 now: say where you are and whether you took pills.\nTo talk first: 12356 counselling, hours differ by place.",
      orange:
        "I hear you. This must be very hard.\nAre you safe now? Is anybody with you?\nHigh up, or with pills or a knife at hand: leave that place first.\nTo talk: 12356 counselling, hours differ by place.",
    },
    dv: {
      red: "I hear you. Get to where you can lock a door and get out.\nCall 110 now; whisper the address.\nNot into the kitchen, do not provoke.",
      orange:
        "I hear you. It is not your fault.\nAre you safe now? Is the other near?\nAnother blow: call 110.\nPhotograph the injury, have a doctor record it; not on a shared phone.",
    },
  },
  unsure: "Is somebody in danger now?\nNo time: call 110.\nIll or hurt: call 120.\nFire: call 119.",
  danger: "Yes, in danger",
  no_danger: "No, carry on",
  nobody_told: "Nobody has been told yet: call first, then tell your supervisor.",
  local: (number, name, facts) => `Local line ${number}: ${name}, ${facts}`,
  local_hours: (number, place, facts) => `${number} in ${place}: ${facts}`,
  hours_unknown: "hours not verified",
  as_of: (day) => `as of ${day}`,
  unverified: "not verified",
};
