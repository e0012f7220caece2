import type { Rule } from "../rule.ts";

/**
 * Plain danger in English. Between two words of the Latin script stands `_` (normalise.ts), so that a clause stays one clause, and an
 * apostrophe is left out: i'm → im.
 */

const CONCRETE = ["asked", "feared"] as const;
const ONE =
  "(?:he|she|they|him|her|them|man|woman|husband|wife|son|daughter|father|mother|dad|mom|mum|boyfriend|girlfriend|neighbou?r|someone|somebody|guy|lady|girl|boy|people|baby|child|kid|grandma|grandpa|resident|tenant|elder(?:ly)?|mr|mrs|ms)";
const KIN =
  "(?:husband|wife|son|daughter|father|mother|dad|mom|mum|boyfriend|girlfriend|partner|in_law|stepfather|he|she|they|man|guy)";
const FIGURE =
  "laugh|boredom|bored|hunger|hungry|embarrass|for_a_(?:coffee|beer|smoke|break|shower)|to_(?:see|know|meet|try)|of_heat|tired|cold_one|joke|paperwork|my_(?:phone|battery)|deadline";

const WISH =
  "want(?:s|ed|ing)?_to_die|wanna_die|wish(?:es)?_(?:i|he|she)_(?:was|were)_dead|(?:kill|killing|hang|hanging|cut|cutting|shoot|drown|poison|hurt|hurting)_(?:myself|himself|herself|themselves|themself)|(?:end|ending|take|taking)_(?:my|his|her|their)_(?:own_)?li(?:fe|ves)|commit(?:ted|ting)?_suicide|suicidal|better_off_dead|(?:dont|doesnt|do_not|does_not|no_longer)_want(?:s)?_to_(?:live(?!_(?:in|with|at|near|here|there))|be_alive|wake_up)|no_reason_to_live|want_to_disappear|(?:would|will)_miss_me_if|tired_of_living|cant_go_on_(?:living|like_this)";
const NOT_MEANT = `${FIGURE}|finger|shaving|cooking|hurt_(?:himself|herself|myself)_(?:playing|at_work|running)`;

export const ENGLISH: readonly Rule[] = [
  {
    id: "suicide.en_wish",
    level: "orange",
    kind: "suicide",
    all: [WISH],
    unless: NOT_MEANT,
    despite: CONCRETE,
    example: "my neighbour says she wants to die",
    counterexample: "this form makes me want to die laughing",
  },
  {
    // A time, a means or a resolve beside the wish.
    id: "suicide.en_about_to",
    level: "red",
    kind: "suicide",
    all: [
      WISH,
      "tonight|tomorrow|right_now|(?:going_to|gonna|about_to|will|ill|trying_to|tried_to|threaten(?:s|ing|ed)?_to)_(?:kill|hang|cut|shoot|drown|end|commit|take)|pills|tablets|rope|razor|knife|gun(?![a-z])|pesticide|poison|bridge|roof|goodbye|note|last_time",
    ],
    unless: NOT_MEANT,
    despite: CONCRETE,
    example: "he says he will kill himself, the pills are on the table",
    counterexample: "i will kill myself laughing if he wins tonight",
  },
  {
    id: "suicide.en_jump_height",
    level: "red",
    kind: "suicide",
    all: [
      "(?:going_to|gonna|about_to|will|wants?_to|threaten(?:s|ing|ed)?_to|ready_to|trying_to)_jump(?!_(?:rope|the_queue|in(?!_the_(?:river|lake|sea|water))|on_(?:a|the)_(?:bus|train|call)|to))|standing_on_the_(?:roof|ledge|edge|railing)|on_the_(?:ledge|window_sill|windowsill)|jump(?:ed|ing)?_(?:off|from|out_of)_(?:the_|a_)?(?:roof|building|bridge|window|balcony|[a-z0-9]{1,6}_floor)",
    ],
    unless: "fixing|repair|cleaning|cat|dog|bird|pool|trampoline|flower",
    despite: CONCRETE,
    example: "a man is going to jump from the bridge",
    counterexample: "the cat is going to jump off the balcony",
  },
  {
    id: "suicide.en_swallows",
    level: "red",
    kind: "suicide",
    all: [
      "(?:took|taken|swallowed|swallows|ate)_(?:all_(?:his|her|the|my|of)|a_(?:whole_)?(?:bottle|handful|box)_of|too_many|[0-9]{2,3})_?[a-z_]{0,20}(?:pill|tablet|medicine|meds)|(?:drank|drunk|swallowed|drinking)_[a-z_]{0,16}(?:pesticide|poison|bleach|weed_?killer|paraquat)|overdose[ds]?",
    ],
    unless: "by_mistake_the_dog|library|books",
    despite: CONCRETE,
    example: "my son swallowed a bottle of sleeping pills",
    counterexample: "he took all his pills to the pharmacy to ask",
    unless_anywhere: "to_the_pharmacy|leaflet|return",
  },
  {
    id: "violence.en_weapon",
    level: "red",
    kind: "violence",
    all: [
      "(?:(?:has|have|had|got|with|holding|holds|waving|pulled|pulls|carrying|grabbed|swinging)_(?:out_)?(?:a|an|his|her|the|two|some)_(?:big_|long_|kitchen_|small_)?(?:knife|gun|axe|machete|cleaver|hammer|iron_bar|pistol|rifle))|stabb(?:ed|ing|s)_(?:him|her|me|a|the|his|someone|people|my|two|three)|shooting_(?:at|people)",
      `${ONE}|i_|me|us|outside|door|gate|street`,
    ],
    unless:
      "cook|chop|cutting_(?:board|veg|fruit|bread|cake)|slic|toy|water_gun|glue|nail_gun|photo|repair|fix|wood|kitchen_shop|heat_gun",
    despite: CONCRETE,
    example: "a guy with a knife is shouting at people at the gate",
    counterexample: "she has a knife for cutting fruit, we had tea",
  },
  {
    id: "violence.en_threat",
    level: "orange",
    kind: "violence",
    all: [
      "(?:going_to|gonna|will|wants?_to|threaten(?:s|ing|ed)?_to)_(?:kill|stab|shoot)_(?!time|it|the_(?:lights|engine|bugs|weeds|mood)|(?:my|him|her|them)sel|two_birds|a_(?:video|film))",
    ],
    unless: "laugh|game|chess|match|cockroach|mosquito|rat(?![a-z])|virus|chicken|pig|process|photo|video|film",
    despite: ["feared"],
    example: "the tenant said he will stab the landlord",
    counterexample: "she is going to kill the mosquitoes, then cook",
  },
  {
    id: "medical.en_collapse",
    level: "red",
    kind: "medical",
    all: [
      "(?:not|isnt|stopped|barely|cant|cannot|hardly|trouble)_breath(?:ing|e)|no_(?:pulse|heartbeat)|unconscious|unresponsive|not_respond(?:ing)?|wont_wake_up|(?:cant|cannot|couldnt)_(?:wake_(?:him|her|them|up)|be_woken)|passed_out|collapsed|(?:heart_attack|having_a_stroke|having_a_seizure)|chok(?:ing|es)_on|turn(?:ing|ed)_blue|bleeding_(?:heavily|badly|a_lot|out)|wont_stop_bleeding|chest_pains?",
    ],
    unless:
      "laugh|training|first_aid|course|class|phone|printer|server|system|website|shelf|tent|computer|app|bias|email|joke|paperwork|history|years_ago|nearly_had",
    despite: CONCRETE,
    example: "granny in 302 collapsed, we cannot wake her",
    counterexample: "the system is not responding, the shelf collapsed",
  },
  {
    id: "fire.en_burning",
    level: "red",
    kind: "fire",
    all: [
      "gas_(?:leak|is_leaking)|smell(?:s|ing)?_(?:of_|like_)?gas|gas_smell|(?:house|flat|building|kitchen|room|apartment|roof|shed|car|bike|scooter|bed|floor|home)_(?:is_|are_|was_)?(?:on_fire|burning)|(?:theres|there_is|there_s)_(?:a_)?(?:big_|huge_)?fire(?!_(?:drill|exit|door|extinguisher|station|safety|alarm_test|hydrant|inspection|truck|sale))|caught_fire|fire_(?:in|on|at)_(?:the|a|building|block|floor|unit|no)|(?:thick|black|lots_of)_smoke|smoke_(?:is_)?(?:coming|pouring)|exploded|explosion",
    ],
    unless:
      "drill|exercise|training|extinguisher|exit|inspection|bbq|barbecue|campfire|fireplace|alarm_(?:test|check)|phone_exploded_with|incense|cooking|repaired|fixed",
    unless_anywhere: "fire_drill|false_alarm|barbecue|put_out_already",
    despite: ["asked"],
    example: "there is a fire in the kitchen of 501",
    counterexample: "is there a fire extinguisher on every floor",
  },
  {
    id: "missing.en_gone",
    level: "red",
    kind: "missing",
    all: [
      "(?:is|are|has_been|went|gone|been|reported|still)_missing|(?:cant|cannot|couldnt)_find_(?:him|her|them|my|our|the_(?:child|kid|boy|girl|old)|grand|the_baby)|wandered_(?:off|away|out)|(?:hasnt|has_not|didnt|did_not|never)_(?:come|came|returned?)_(?:back|home)|disappeared|ran_away_from_home",
      "dementia|alzheimer|old_(?:man|lady|woman|mr|mrs)|elderly|grand(?:ma|pa|mother|father|son|daughter)|child|kid|boy|girl|baby|toddler|(?:[0-9]|1[0-7])[_ ]?year|daughter|son(?![a-z])|confused",
    ],
    unless:
      "(?:is|are)_missing_(?:a|an|his|her|their|the|from_the_(?:form|list|file|table))|form|document|signature|paper|phone|key|page|card|cat|dog",
    unless_anywhere: "found_(?:him|her|them|safe)|(?:form|page|document|signature|card|data|field)_(?:is|are)_missing",
    despite: ["asked"],
    example: "the old man with dementia wandered off this morning",
    counterexample: "the signature of the old lady is missing on the form",
  },
  {
    id: "missing.en_adult",
    level: "orange",
    kind: "missing",
    all: [
      `${ONE}_(?:is|has_been|went|has_gone|are|was)_(?:still_)?(?:missing|disappeared)|(?:hasnt|has_not|didnt|did_not)_(?:come|returned?)_(?:back|home)|(?:cant|cannot|couldnt)_(?:find|reach|contact)_(?:him|her|them|my_)`,
      "since|yesterday|last_night|[0-9a-z]_days?(?![a-z])|all_night|phone_is_off|switched_off|worried|police",
    ],
    unless:
      "missing_(?:a|an|his|her|their|the|you|home)_?|form|document|signature|key|card|cat(?![a-z])|dog|holiday|vacation|business_trip|hospital",
    despite: ["asked"],
    example: "my brother has been missing since yesterday, his phone is off",
    counterexample: "he has been missing his wife since she died",
  },
  {
    id: "child.en_hurt",
    level: "red",
    kind: "child",
    all: [
      "(?:hits?|hitting|beats?|beating|kicks?|kicked|burn(?:s|ed|t)|abus(?:es|ed|ing)|molest(?:s|ed|ing)|touch(?:es|ed))_(?:his|her|the|their|a|my|that|small|little|_)*(?:child|kid|son(?![a-z])|daughter|boy|girl|baby|toddler|stepson|stepdaughter|children)",
    ],
    unless: "game|football|match|heart|at_chess|in_the_race|grown|adult",
    despite: CONCRETE,
    example: "the stepfather beats the little boy every night",
    counterexample: "he beats his son at chess",
  },
  {
    id: "dv.en_beaten",
    level: "orange",
    kind: "dv",
    all: [
      `${KIN}(?:_(?:often|always|still|keeps?|is|was|has|had|just|again|drunk|got_drunk_and))*_(?:hits?|hitting|beats?|beating|beat_up|punch(?:es|ed|ing)|slap(?:s|ped|ping)|kick(?:s|ed|ing)|chok(?:es|ed|ing)|strangl(?:es|ed|ing)|push(?:es|ed))_(?:his|her|him|me|the|my|up|_)*(?:wife|mother|mom|mum|husband|father|her|me|him|girlfriend|partner|grand)|(?:beaten|hit|punched|slapped)_by_(?:her|his|my|the)_(?:husband|wife|boyfriend|partner|son|in)|domestic_violence_(?:at|in|next)|afraid_to_go_home`,
    ],
    unless:
      "game|football|match|at_(?:chess|cards|mahjong)|in_the_race|me_up_for|jackpot|heart|deadline|training|law|policy|poster",
    despite: ["feared", "past"],
    example: "her husband punches her when he is drunk",
    counterexample: "her husband beats her at chess",
  },
];
