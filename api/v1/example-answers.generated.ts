/** What each example is answered with: RECORD_EXAMPLES=1 npm test -- api/v1/openapi */
export const ANSWERS: Record<string, unknown> = {
  "post /messages": {
    "replies": [
      {
        "kind": "tasks",
        "text": "今天该看 3 户:\n1. 李大勇 约好的 · 上次 2026-11-22 · 说过:说好今天再来\n2. 赵福海 约好的 · 上次 2026-11-22 · 说过:说好今天再来\n3. 钱桂香 约好的 · 上次 2026-11-22 · 说过:说好今天再来",
        "actions": [
          {
            "id": "today.change",
            "label": "没见到人 / 改日子"
          }
        ],
        "citations": [],
        "draft": null,
        "crisis": null
      }
    ]
  },
  "post /messages/collect": {
    "notices": []
  },
  "get /referrals": {
    "referrals": [
      {
        "id": "0193b2a0-1c5e-7a02-8f00-000000000002",
        "ref": "R-GE45N",
        "status": "requested",
        "priority": "routine",
        "service_name": "示范儿童康复中心",
        "due_on": "2026-12-18",
        "review": null,
        "area": "一网格",
        "area_id": "45ba11b0-3636-8a34-a293-470f36a271e0",
        "raised_by": "c40f9cc4-8bf5-8ce5-9256-6c240b4a3c40",
        "owner_id": null,
        "version": 1,
        "created_at": "2026-11-22 13:44:53.433+00",
        "overdue": false,
        "person": {
          "id": "0193b2a0-1c5e-7a09-8f00-000000000009",
          "ref": "P-E6VRS",
          "name": "王秀兰"
        }
      },
      {
        "id": "0193b2a0-1c5e-7a01-8f00-000000000001",
        "ref": "R-Q37D3",
        "status": "requested",
        "priority": "routine",
        "service_name": "示范儿童康复中心",
        "due_on": "2026-12-18",
        "review": null,
        "area": "一网格",
        "area_id": "45ba11b0-3636-8a34-a293-470f36a271e0",
        "raised_by": "c40f9cc4-8bf5-8ce5-9256-6c240b4a3c40",
        "owner_id": null,
        "version": 1,
        "created_at": "2026-11-22 13:44:53.405+00",
        "overdue": false,
        "person": {
          "id": "0193b2a0-1c5e-7a09-8f00-000000000009",
          "ref": "P-E6VRS",
          "name": "王秀兰"
        }
      }
    ],
    "next": "WyIyMDI2LTExLTIyIDEzOjQ0OjUzLjQwNSswMCIsIjAxYTIwMzgwLWE5OWQtNzAwMC04Mzk3LTU2YzI2ZmM2OTkzYyJd"
  },
  "get /referrals/{id}": {
    "id": "0193b2a0-1c5e-7a01-8f00-000000000001",
    "ref": "R-Q37D3",
    "status": "requested",
    "priority": "routine",
    "visit_id": "0193b2a0-1c5e-7a15-8f00-000000000015",
    "area": "一网格",
    "person": {
      "id": "0193b2a0-1c5e-7a09-8f00-000000000009",
      "ref": "P-E6VRS",
      "name": "王秀兰",
      "sex": null,
      "age_from": null,
      "age_to": null
    },
    "reason": "一个人住,想要有人送午饭",
    "background": null,
    "consent": "yes",
    "legal_ground": null,
    "service_name": "示范儿童康复中心",
    "organization": "示范儿童康复中心",
    "owner_id": null,
    "raised_by": "c40f9cc4-8bf5-8ce5-9256-6c240b4a3c40",
    "due_on": "2026-12-18",
    "overdue": false,
    "review": null,
    "review_words": null,
    "outcome": null,
    "resident_confirmed": null,
    "version": 1,
    "created_at": "2026-11-22 13:44:53.405+00",
    "events": [
      {
        "kind": "move",
        "from_status": null,
        "to_status": "requested",
        "by_staff": "c40f9cc4-8bf5-8ce5-9256-6c240b4a3c40",
        "at": "2026-11-22 13:44:53.405+00",
        "by_receiver": null,
        "words": null
      }
    ],
    "moves": [
      {
        "to": "received",
        "needs": "nothing"
      },
      {
        "to": "rejected",
        "needs": "reason"
      }
    ],
    "life": {
      "held_until": null,
      "pause": {
        "first": "2026-11-23",
        "unsaid": "2026-11-27"
      },
      "closed_without": null,
      "denial": null,
      "claimed_at": null,
      "came_from": null,
      "sent_on": null,
      "pathway": null,
      "steps": [],
      "link": null,
      "receiver_has_account": true,
      "may": {
        "claim": true,
        "confirm_denial": false,
        "resend": false,
        "report_outcome": false,
        "say_for_resident": false,
        "make_link": false,
        "begin_pathway": true,
        "step": null,
        "close_without": false
      }
    }
  },
  "post /referrals/{id}/transitions": {
    "id": "0193b2a0-1c5e-7a02-8f00-000000000002",
    "ref": "R-GE45N",
    "from": "requested",
    "to": "received"
  },
  "post /referrals/{id}/review": {
    "id": "0193b2a0-1c5e-7a01-8f00-000000000001",
    "ref": "R-Q37D3",
    "verdict": "returned"
  },
  "post /referrals/{id}/claim": {
    "id": "0193b2a0-1c5e-7a02-8f00-000000000002",
    "ref": "R-GE45N",
    "status": "received",
    "priority": "routine",
    "visit_id": "0193b2a0-1c5e-7a15-8f00-000000000015",
    "area": "一网格",
    "person": {
      "id": "0193b2a0-1c5e-7a09-8f00-000000000009",
      "ref": "P-E6VRS",
      "name": "王秀兰",
      "sex": null,
      "age_from": null,
      "age_to": null
    },
    "reason": "一个人住,想要有人送午饭",
    "background": null,
    "consent": "yes",
    "legal_ground": null,
    "service_name": "示范儿童康复中心",
    "organization": "示范儿童康复中心",
    "owner_id": "b80809ab-6851-8ef7-9df1-3e5c4122e1b9",
    "raised_by": "c40f9cc4-8bf5-8ce5-9256-6c240b4a3c40",
    "due_on": "2026-12-18",
    "overdue": false,
    "review": null,
    "review_words": null,
    "outcome": null,
    "resident_confirmed": null,
    "version": 2,
    "created_at": "2026-11-22 13:44:53.433+00",
    "events": [
      {
        "kind": "move",
        "from_status": null,
        "to_status": "requested",
        "by_staff": "c40f9cc4-8bf5-8ce5-9256-6c240b4a3c40",
        "at": "2026-11-22 13:44:53.433+00",
        "by_receiver": null,
        "words": null
      },
      {
        "kind": "move",
        "from_status": "requested",
        "to_status": "received",
        "by_staff": "b80809ab-6851-8ef7-9df1-3e5c4122e1b9",
        "at": "2026-11-22 13:44:56.062+00",
        "by_receiver": null,
        "words": null
      }
    ],
    "moves": [
      {
        "to": "accepted",
        "needs": "nothing"
      },
      {
        "to": "rejected",
        "needs": "reason"
      }
    ],
    "life": {
      "held_until": null,
      "pause": {
        "first": "2026-11-23",
        "unsaid": "2026-11-27"
      },
      "closed_without": null,
      "denial": null,
      "claimed_at": "2026-11-22 13:44:56.062+00",
      "came_from": null,
      "sent_on": null,
      "pathway": null,
      "steps": [],
      "link": null,
      "receiver_has_account": true,
      "may": {
        "claim": false,
        "confirm_denial": false,
        "resend": false,
        "report_outcome": false,
        "say_for_resident": false,
        "make_link": false,
        "begin_pathway": true,
        "step": null,
        "close_without": false
      }
    }
  },
  "post /referrals/{id}/denial": {
    "id": "0193b2a0-1c5e-7a03-8f00-000000000003",
    "ref": "R-37VR5",
    "status": "rejected",
    "priority": "routine",
    "visit_id": "0193b2a0-1c5e-7a15-8f00-000000000015",
    "area": "一网格",
    "person": {
      "id": "0193b2a0-1c5e-7a09-8f00-000000000009",
      "ref": "P-E6VRS",
      "name": "王秀兰",
      "sex": null,
      "age_from": null,
      "age_to": null
    },
    "reason": "一个人住,想要有人送午饭",
    "background": null,
    "consent": "yes",
    "legal_ground": null,
    "service_name": "示范儿童康复中心",
    "organization": "示范儿童康复中心",
    "owner_id": "b80809ab-6851-8ef7-9df1-3e5c4122e1b9",
    "raised_by": "c40f9cc4-8bf5-8ce5-9256-6c240b4a3c40",
    "due_on": "2026-12-18",
    "overdue": false,
    "review": null,
    "review_words": null,
    "outcome": null,
    "resident_confirmed": null,
    "version": 3,
    "created_at": "2026-11-22 13:44:53.453+00",
    "events": [
      {
        "kind": "move",
        "from_status": null,
        "to_status": "requested",
        "by_staff": "c40f9cc4-8bf5-8ce5-9256-6c240b4a3c40",
        "at": "2026-11-22 13:44:53.453+00",
        "by_receiver": null,
        "words": null
      },
      {
        "kind": "move",
        "from_status": "requested",
        "to_status": "rejected",
        "by_staff": "b80809ab-6851-8ef7-9df1-3e5c4122e1b9",
        "at": "2026-11-22 13:44:53.474+00",
        "by_receiver": null,
        "words": "这个月床位满了"
      },
      {
        "kind": "denial",
        "from_status": null,
        "to_status": "confirmed",
        "by_staff": "0193b2a0-1c5e-7a10-8f00-000000000010",
        "at": "2026-11-22 13:44:56.215+00",
        "by_receiver": null,
        "words": "这家确实满了"
      }
    ],
    "moves": [
      {
        "to": "requested",
        "needs": "reason"
      }
    ],
    "life": {
      "held_until": null,
      "pause": {
        "first": "2026-11-23",
        "unsaid": "2026-11-27"
      },
      "closed_without": null,
      "denial": "confirmed",
      "claimed_at": "2026-11-22 13:44:53.474+00",
      "came_from": null,
      "sent_on": null,
      "pathway": null,
      "steps": [],
      "link": null,
      "receiver_has_account": true,
      "may": {
        "claim": false,
        "confirm_denial": false,
        "resend": true,
        "report_outcome": false,
        "say_for_resident": false,
        "make_link": false,
        "begin_pathway": false,
        "step": null,
        "close_without": false
      }
    }
  },
  "post /referrals/{id}/outcome": {
    "id": "0193b2a0-1c5e-7a05-8f00-000000000005",
    "ref": "R-8QQ1F",
    "status": "in-progress",
    "priority": "routine",
    "visit_id": "0193b2a0-1c5e-7a15-8f00-000000000015",
    "area": "一网格",
    "person": {
      "id": "0193b2a0-1c5e-7a09-8f00-000000000009",
      "ref": "P-E6VRS",
      "name": "王秀兰",
      "sex": null,
      "age_from": null,
      "age_to": null
    },
    "reason": "一个人住,想要有人送午饭",
    "background": null,
    "consent": "yes",
    "legal_ground": null,
    "service_name": "示范儿童康复中心",
    "organization": "示范儿童康复中心",
    "owner_id": "b80809ab-6851-8ef7-9df1-3e5c4122e1b9",
    "raised_by": "c40f9cc4-8bf5-8ce5-9256-6c240b4a3c40",
    "due_on": "2026-12-18",
    "overdue": false,
    "review": null,
    "review_words": null,
    "outcome": "从周一起每天中午送到门口",
    "resident_confirmed": null,
    "version": 5,
    "created_at": "2026-11-22 13:44:53.545+00",
    "events": [
      {
        "kind": "move",
        "from_status": null,
        "to_status": "requested",
        "by_staff": "c40f9cc4-8bf5-8ce5-9256-6c240b4a3c40",
        "at": "2026-11-22 13:44:53.545+00",
        "by_receiver": null,
        "words": null
      },
      {
        "kind": "move",
        "from_status": "requested",
        "to_status": "received",
        "by_staff": "b80809ab-6851-8ef7-9df1-3e5c4122e1b9",
        "at": "2026-11-22 13:44:53.562+00",
        "by_receiver": null,
        "words": null
      },
      {
        "kind": "move",
        "from_status": "received",
        "to_status": "accepted",
        "by_staff": "b80809ab-6851-8ef7-9df1-3e5c4122e1b9",
        "at": "2026-11-22 13:44:53.646+00",
        "by_receiver": null,
        "words": null
      },
      {
        "kind": "move",
        "from_status": "accepted",
        "to_status": "in-progress",
        "by_staff": "b80809ab-6851-8ef7-9df1-3e5c4122e1b9",
        "at": "2026-11-22 13:44:53.66+00",
        "by_receiver": null,
        "words": null
      },
      {
        "kind": "outcome",
        "from_status": null,
        "to_status": "reported",
        "by_staff": "b80809ab-6851-8ef7-9df1-3e5c4122e1b9",
        "at": "2026-11-22 13:44:56.336+00",
        "by_receiver": null,
        "words": "从周一起每天中午送到门口"
      }
    ],
    "moves": [
      {
        "to": "on-hold",
        "needs": "reason"
      },
      {
        "to": "completed",
        "needs": "outcome"
      },
      {
        "to": "failed",
        "needs": "reason"
      }
    ],
    "life": {
      "held_until": null,
      "pause": {
        "first": "2026-11-23",
        "unsaid": "2026-11-27"
      },
      "closed_without": null,
      "denial": null,
      "claimed_at": "2026-11-22 13:44:53.562+00",
      "came_from": null,
      "sent_on": null,
      "pathway": null,
      "steps": [],
      "link": null,
      "receiver_has_account": true,
      "may": {
        "claim": false,
        "confirm_denial": false,
        "resend": false,
        "report_outcome": true,
        "say_for_resident": true,
        "make_link": false,
        "begin_pathway": true,
        "step": null,
        "close_without": false
      }
    }
  },
  "post /referrals/{id}/resident": {
    "id": "0193b2a0-1c5e-7a06-8f00-000000000006",
    "ref": "R-JTFA0",
    "status": "completed",
    "priority": "routine",
    "visit_id": "0193b2a0-1c5e-7a15-8f00-000000000015",
    "area": "一网格",
    "person": {
      "id": "0193b2a0-1c5e-7a09-8f00-000000000009",
      "ref": "P-E6VRS",
      "name": "王秀兰",
      "sex": null,
      "age_from": null,
      "age_to": null
    },
    "reason": "一个人住,想要有人送午饭",
    "background": null,
    "consent": "yes",
    "legal_ground": null,
    "service_name": "示范儿童康复中心",
    "organization": "示范儿童康复中心",
    "owner_id": "b80809ab-6851-8ef7-9df1-3e5c4122e1b9",
    "raised_by": "c40f9cc4-8bf5-8ce5-9256-6c240b4a3c40",
    "due_on": "2026-12-18",
    "overdue": false,
    "review": null,
    "review_words": null,
    "outcome": "从周一起每天中午送到门口",
    "resident_confirmed": true,
    "version": 6,
    "created_at": "2026-11-22 13:44:52.09+00",
    "events": [
      {
        "kind": "move",
        "from_status": null,
        "to_status": "requested",
        "by_staff": "c40f9cc4-8bf5-8ce5-9256-6c240b4a3c40",
        "at": "2026-11-22 13:44:52.09+00",
        "by_receiver": null,
        "words": null
      },
      {
        "kind": "move",
        "from_status": "requested",
        "to_status": "received",
        "by_staff": "b80809ab-6851-8ef7-9df1-3e5c4122e1b9",
        "at": "2026-11-22 13:44:52.126+00",
        "by_receiver": null,
        "words": null
      },
      {
        "kind": "move",
        "from_status": "received",
        "to_status": "accepted",
        "by_staff": "b80809ab-6851-8ef7-9df1-3e5c4122e1b9",
        "at": "2026-11-22 13:44:52.147+00",
        "by_receiver": null,
        "words": null
      },
      {
        "kind": "move",
        "from_status": "accepted",
        "to_status": "in-progress",
        "by_staff": "b80809ab-6851-8ef7-9df1-3e5c4122e1b9",
        "at": "2026-11-22 13:44:52.163+00",
        "by_receiver": null,
        "words": null
      },
      {
        "kind": "outcome",
        "from_status": null,
        "to_status": "reported",
        "by_staff": "b80809ab-6851-8ef7-9df1-3e5c4122e1b9",
        "at": "2026-11-22 13:44:52.183+00",
        "by_receiver": null,
        "words": "从周一起每天中午送到门口"
      },
      {
        "kind": "move",
        "from_status": "in-progress",
        "to_status": "completed",
        "by_staff": "c40f9cc4-8bf5-8ce5-9256-6c240b4a3c40",
        "at": "2026-11-22 13:44:56.505+00",
        "by_receiver": null,
        "words": null
      }
    ],
    "moves": [
      {
        "to": "in-progress",
        "needs": "reason"
      }
    ],
    "life": {
      "held_until": null,
      "pause": {
        "first": "2026-11-23",
        "unsaid": "2026-11-27"
      },
      "closed_without": null,
      "denial": null,
      "claimed_at": "2026-11-22 13:44:52.126+00",
      "came_from": null,
      "sent_on": null,
      "pathway": null,
      "steps": [],
      "link": null,
      "receiver_has_account": true,
      "may": {
        "claim": false,
        "confirm_denial": false,
        "resend": false,
        "report_outcome": false,
        "say_for_resident": false,
        "make_link": false,
        "begin_pathway": false,
        "step": null,
        "close_without": false
      }
    }
  },
  "post /referrals/{id}/pathway": {
    "id": "0193b2a0-1c5e-7a01-8f00-000000000001",
    "ref": "R-Q37D3",
    "status": "requested",
    "priority": "routine",
    "visit_id": "0193b2a0-1c5e-7a15-8f00-000000000015",
    "area": "一网格",
    "person": {
      "id": "0193b2a0-1c5e-7a09-8f00-000000000009",
      "ref": "P-E6VRS",
      "name": "王秀兰",
      "sex": null,
      "age_from": null,
      "age_to": null
    },
    "reason": "一个人住,想要有人送午饭",
    "background": null,
    "consent": "yes",
    "legal_ground": null,
    "service_name": "示范儿童康复中心",
    "organization": "示范儿童康复中心",
    "owner_id": null,
    "raised_by": "c40f9cc4-8bf5-8ce5-9256-6c240b4a3c40",
    "due_on": "2026-11-27",
    "overdue": false,
    "review": "returned",
    "review_words": "请写清楚每天几顿",
    "outcome": null,
    "resident_confirmed": null,
    "version": 4,
    "created_at": "2026-11-22 13:44:53.405+00",
    "events": [
      {
        "kind": "move",
        "from_status": null,
        "to_status": "requested",
        "by_staff": "c40f9cc4-8bf5-8ce5-9256-6c240b4a3c40",
        "at": "2026-11-22 13:44:53.405+00",
        "by_receiver": null,
        "words": null
      },
      {
        "kind": "review",
        "from_status": null,
        "to_status": "returned",
        "by_staff": "0193b2a0-1c5e-7a10-8f00-000000000010",
        "at": "2026-11-22 13:44:56.123+00",
        "by_receiver": null,
        "words": "请写清楚每天几顿"
      },
      {
        "kind": "pathway",
        "from_status": null,
        "to_status": "jingkang",
        "by_staff": "c40f9cc4-8bf5-8ce5-9256-6c240b4a3c40",
        "at": "2026-11-22 13:44:56.79+00",
        "by_receiver": null,
        "words": null
      }
    ],
    "moves": [
      {
        "to": "cancelled",
        "needs": "reason"
      },
      {
        "to": "entered-in-error",
        "needs": "reason"
      }
    ],
    "life": {
      "held_until": null,
      "pause": {
        "first": "2026-11-23",
        "unsaid": "2026-11-27"
      },
      "closed_without": null,
      "denial": null,
      "claimed_at": null,
      "came_from": null,
      "sent_on": null,
      "pathway": "jingkang",
      "steps": [
        {
          "step": "application",
          "due_on": null,
          "done_at": "2026-11-22 13:44:53.405+00",
          "done_by": "c40f9cc4-8bf5-8ce5-9256-6c240b4a3c40",
          "by": "raiser",
          "working_days": null,
          "overdue": false,
          "words": null
        },
        {
          "step": "registration",
          "due_on": "2026-11-27",
          "done_at": null,
          "done_by": null,
          "by": "receiver",
          "working_days": 5,
          "overdue": false,
          "words": null
        },
        {
          "step": "referral",
          "due_on": null,
          "done_at": null,
          "done_by": null,
          "by": "receiver",
          "working_days": 5,
          "overdue": false,
          "words": null
        },
        {
          "step": "assessment",
          "due_on": null,
          "done_at": null,
          "done_by": null,
          "by": "receiver",
          "working_days": null,
          "overdue": false,
          "words": null
        },
        {
          "step": "service",
          "due_on": null,
          "done_at": null,
          "done_by": null,
          "by": "receiver",
          "working_days": null,
          "overdue": false,
          "words": null
        },
        {
          "step": "stage_assessment",
          "due_on": null,
          "done_at": null,
          "done_by": null,
          "by": "receiver",
          "working_days": null,
          "overdue": false,
          "words": null
        },
        {
          "step": "closing",
          "due_on": null,
          "done_at": null,
          "done_by": null,
          "by": "receiver",
          "working_days": null,
          "overdue": false,
          "words": null
        },
        {
          "step": "return_visit",
          "due_on": null,
          "done_at": null,
          "done_by": null,
          "by": "raiser",
          "working_days": null,
          "overdue": false,
          "words": null
        }
      ],
      "link": null,
      "receiver_has_account": true,
      "may": {
        "claim": false,
        "confirm_denial": false,
        "resend": false,
        "report_outcome": false,
        "say_for_resident": false,
        "make_link": true,
        "begin_pathway": false,
        "step": null,
        "close_without": false
      }
    }
  },
  "post /referrals/{id}/steps": {
    "id": "0193b2a0-1c5e-7a07-8f00-000000000007",
    "ref": "R-NPETX",
    "status": "requested",
    "priority": "routine",
    "visit_id": "0193b2a0-1c5e-7a15-8f00-000000000015",
    "area": "一网格",
    "person": {
      "id": "0193b2a0-1c5e-7a09-8f00-000000000009",
      "ref": "P-E6VRS",
      "name": "王秀兰",
      "sex": null,
      "age_from": null,
      "age_to": null
    },
    "reason": "一个人住,想要有人送午饭",
    "background": null,
    "consent": "yes",
    "legal_ground": null,
    "service_name": "示范儿童康复中心",
    "organization": "示范儿童康复中心",
    "owner_id": null,
    "raised_by": "c40f9cc4-8bf5-8ce5-9256-6c240b4a3c40",
    "due_on": "2026-11-27",
    "overdue": false,
    "review": null,
    "review_words": null,
    "outcome": null,
    "resident_confirmed": null,
    "version": 4,
    "created_at": "2026-11-22 13:44:52.203+00",
    "events": [
      {
        "kind": "move",
        "from_status": null,
        "to_status": "requested",
        "by_staff": "c40f9cc4-8bf5-8ce5-9256-6c240b4a3c40",
        "at": "2026-11-22 13:44:52.203+00",
        "by_receiver": null,
        "words": null
      },
      {
        "kind": "pathway",
        "from_status": null,
        "to_status": "jingkang",
        "by_staff": "c40f9cc4-8bf5-8ce5-9256-6c240b4a3c40",
        "at": "2026-11-22 13:44:52.221+00",
        "by_receiver": null,
        "words": null
      },
      {
        "kind": "step",
        "from_status": null,
        "to_status": "registration",
        "by_staff": "0193b2a0-1c5e-7a10-8f00-000000000010",
        "at": "2026-11-22 13:44:57.216+00",
        "by_receiver": null,
        "words": null
      }
    ],
    "moves": [
      {
        "to": "received",
        "needs": "nothing"
      },
      {
        "to": "rejected",
        "needs": "reason"
      },
      {
        "to": "cancelled",
        "needs": "reason"
      },
      {
        "to": "entered-in-error",
        "needs": "reason"
      }
    ],
    "life": {
      "held_until": null,
      "pause": {
        "first": "2026-11-23",
        "unsaid": "2026-11-27"
      },
      "closed_without": null,
      "denial": null,
      "claimed_at": null,
      "came_from": null,
      "sent_on": null,
      "pathway": "jingkang",
      "steps": [
        {
          "step": "application",
          "due_on": null,
          "done_at": "2026-11-22 13:44:52.203+00",
          "done_by": "c40f9cc4-8bf5-8ce5-9256-6c240b4a3c40",
          "by": "raiser",
          "working_days": null,
          "overdue": false,
          "words": null
        },
        {
          "step": "registration",
          "due_on": "2026-11-27",
          "done_at": "2026-11-22 13:44:57.216+00",
          "done_by": "0193b2a0-1c5e-7a10-8f00-000000000010",
          "by": "receiver",
          "working_days": 5,
          "overdue": false,
          "words": null
        },
        {
          "step": "referral",
          "due_on": "2026-11-27",
          "done_at": null,
          "done_by": null,
          "by": "receiver",
          "working_days": 5,
          "overdue": false,
          "words": null
        },
        {
          "step": "assessment",
          "due_on": null,
          "done_at": null,
          "done_by": null,
          "by": "receiver",
          "working_days": null,
          "overdue": false,
          "words": null
        },
        {
          "step": "service",
          "due_on": null,
          "done_at": null,
          "done_by": null,
          "by": "receiver",
          "working_days": null,
          "overdue": false,
          "words": null
        },
        {
          "step": "stage_assessment",
          "due_on": null,
          "done_at": null,
          "done_by": null,
          "by": "receiver",
          "working_days": null,
          "overdue": false,
          "words": null
        },
        {
          "step": "closing",
          "due_on": null,
          "done_at": null,
          "done_by": null,
          "by": "receiver",
          "working_days": null,
          "overdue": false,
          "words": null
        },
        {
          "step": "return_visit",
          "due_on": null,
          "done_at": null,
          "done_by": null,
          "by": "raiser",
          "working_days": null,
          "overdue": false,
          "words": null
        }
      ],
      "link": null,
      "receiver_has_account": true,
      "may": {
        "claim": false,
        "confirm_denial": false,
        "resend": false,
        "report_outcome": false,
        "say_for_resident": false,
        "make_link": true,
        "begin_pathway": false,
        "step": "referral",
        "close_without": false
      }
    }
  },
  "post /referrals/{id}/resend": {
    "id": "01a20380-b9bf-7000-8788-bcf10fda6498",
    "ref": "R-ZTFSQ",
    "status": "requested",
    "priority": "routine",
    "visit_id": "0193b2a0-1c5e-7a15-8f00-000000000015",
    "area": "一网格",
    "person": {
      "id": "0193b2a0-1c5e-7a09-8f00-000000000009",
      "ref": "P-E6VRS",
      "name": "王秀兰",
      "sex": null,
      "age_from": null,
      "age_to": null
    },
    "reason": "一个人住,想要有人送午饭",
    "background": null,
    "consent": "yes",
    "legal_ground": null,
    "service_name": "示范区妇联维权服务",
    "organization": "示范区妇女联合会",
    "owner_id": null,
    "raised_by": "c40f9cc4-8bf5-8ce5-9256-6c240b4a3c40",
    "due_on": "2026-12-18",
    "overdue": false,
    "review": null,
    "review_words": null,
    "outcome": null,
    "resident_confirmed": null,
    "version": 1,
    "created_at": "2026-11-22 13:44:57.535+00",
    "events": [
      {
        "kind": "move",
        "from_status": null,
        "to_status": "requested",
        "by_staff": "c40f9cc4-8bf5-8ce5-9256-6c240b4a3c40",
        "at": "2026-11-22 13:44:57.535+00",
        "by_receiver": null,
        "words": null
      }
    ],
    "moves": [
      {
        "to": "cancelled",
        "needs": "reason"
      },
      {
        "to": "entered-in-error",
        "needs": "reason"
      }
    ],
    "life": {
      "held_until": null,
      "pause": {
        "first": "2026-11-23",
        "unsaid": "2026-11-27"
      },
      "closed_without": null,
      "denial": null,
      "claimed_at": null,
      "came_from": {
        "id": "0193b2a0-1c5e-7a04-8f00-000000000004",
        "ref": "R-Q44ZY"
      },
      "sent_on": null,
      "pathway": null,
      "steps": [],
      "link": null,
      "receiver_has_account": false,
      "may": {
        "claim": false,
        "confirm_denial": false,
        "resend": false,
        "report_outcome": false,
        "say_for_resident": false,
        "make_link": true,
        "begin_pathway": true,
        "step": null,
        "close_without": false
      }
    }
  },
  "post /referrals/{id}/link": {
    "path": "/r/2E71HX5D8XP0PYM4GYXQ1K5KKX",
    "url": null,
    "expires_at": "2026-12-06T13:44:58.077Z"
  },
  "get /visits": {
    "visits": [
      {
        "id": "01a20380-ab78-7000-9ab5-c53a393098e6",
        "ref": "V-DD74G",
        "visited_on": "2026-11-22",
        "staff_id": "c40f9cc4-8bf5-8ce5-9256-6c240b4a3c40",
        "form": null,
        "area": null,
        "flags": [],
        "created_at": "2026-11-22 13:44:53.88+00",
        "pictures": 0,
        "people": [
          {
            "id": "0193b2a0-1c5e-7a18-8f00-000000000018",
            "ref": "P-V37NV",
            "name": "邓志远"
          }
        ]
      }
    ],
    "next": "WyIyMDI2LTExLTIyIDEzOjQ0OjUzLjg4KzAwIiwiMDFhMjAzODAtYWI3OC03MDAwLTlhYjUtYzUzYTM5MzA5OGU2Il0"
  },
  "get /visits/{id}": {
    "id": "0193b2a0-1c5e-7a15-8f00-000000000015",
    "ref": "V-JVZB9",
    "staff_id": "c40f9cc4-8bf5-8ce5-9256-6c240b4a3c40",
    "visited_on": "2026-11-22",
    "created_at": "2026-11-22T13:44:50.395Z",
    "version": 1,
    "told": {
      "note": "去了一网格5栋2单元401王秀兰家,想装扶手,要人送午饭,本人同意,今天再来",
      "visited_on": null,
      "form": null,
      "met": [],
      "persons": [
        {
          "name": {
            "value": "王秀兰",
            "words": "王秀兰",
            "span": {
              "start": 13,
              "end": 16
            }
          },
          "sex": null,
          "age": null,
          "grid": {
            "value": "一网格",
            "words": "一网格",
            "span": {
              "start": 2,
              "end": 5
            }
          },
          "address": {
            "value": "5栋2单元401",
            "words": "5栋2单元401",
            "span": {
              "start": 5,
              "end": 13
            }
          }
        }
      ],
      "observations": [],
      "needs": [
        {
          "code": "03",
          "words": "装扶手",
          "span": {
            "start": 19,
            "end": 22
          },
          "urgency": "green",
          "person": 0
        },
        {
          "code": "01",
          "words": "人送午饭",
          "span": {
            "start": 24,
            "end": 28
          },
          "urgency": "green",
          "person": 0
        }
      ],
      "flags": [],
      "agreed_on": null,
      "consent": {
        "value": "yes",
        "words": "本人同意",
        "span": {
          "start": 29,
          "end": 33
        }
      },
      "files": [
        {
          "name": "王秀兰",
          "same": "0193b2a0-1c5e-7a09-8f00-000000000009"
        }
      ]
    },
    "went": "陈小雨",
    "area": "一网格",
    "people": [
      {
        "id": "0193b2a0-1c5e-7a09-8f00-000000000009",
        "ref": "P-E6VRS",
        "name": "王秀兰"
      }
    ],
    "needs": [
      {
        "id": "0193b2a0-1c5e-7a0a-8f00-00000000000a",
        "urgency": "green",
        "closed": false,
        "words": "装扶手"
      },
      {
        "id": "0193b2a0-1c5e-7a0b-8f00-00000000000b",
        "urgency": "green",
        "closed": true,
        "words": "人送午饭"
      }
    ],
    "before": [],
    "may_amend": "author"
  },
  "post /people/search": {
    "exact": [
      {
        "id": "0193b2a0-1c5e-7a09-8f00-000000000009",
        "ref": "P-E6VRS",
        "sex": null,
        "area": "一网格",
        "stage": null,
        "created_at": "2026-11-22 13:44:50.395+00",
        "gaps": [
          "family"
        ],
        "name": "王秀兰"
      }
    ],
    "near": []
  },
  "post /people/{id}/merge": {
    "id": "01a20380-c75e-7000-8f33-0c0e87373648",
    "kept": {
      "id": "0193b2a0-1c5e-7a17-8f00-000000000017",
      "ref": "P-GHTFS"
    },
    "merged": {
      "id": "0193b2a0-1c5e-7a18-8f00-000000000018",
      "ref": "P-V37NV"
    },
    "moved": 1
  },
  "post /people/{id}/unmerge": {
    "kept": {
      "id": "0193b2a0-1c5e-7a19-8f00-000000000019",
      "ref": "P-AFHJR"
    },
    "merged": {
      "id": "01a20380-a2ee-7001-9bfb-f75482bee5cb",
      "ref": "P-HJJ0K"
    },
    "back": 1,
    "stays": {
      "elsewhere": {},
      "since": {},
      "changed": []
    }
  },
  "get /follow-ups": {
    "follow_ups": [
      {
        "id": "0193b2a0-1c5e-7b01-8f00-000000000031",
        "due_on": "2026-11-22",
        "basis": "agreed",
        "why": "agreed",
        "source": null,
        "tries": 0,
        "promised": "说好今天再来",
        "late_days": 0,
        "last_try": null,
        "owner": {
          "id": "c40f9cc4-8bf5-8ce5-9256-6c240b4a3c40",
          "name": "陈小雨"
        },
        "last_contact": {
          "on": "2026-11-22",
          "form": null
        },
        "person": {
          "id": "01a20380-a6cc-7001-bd82-f43c02523ce3",
          "ref": "P-7MPAF",
          "name": "李大勇"
        },
        "address": null,
        "area": null
      },
      {
        "id": "0193b2a0-1c5e-7b02-8f00-000000000032",
        "due_on": "2026-11-22",
        "basis": "agreed",
        "why": "agreed",
        "source": null,
        "tries": 0,
        "promised": "说好今天再来",
        "late_days": 0,
        "last_try": null,
        "owner": {
          "id": "c40f9cc4-8bf5-8ce5-9256-6c240b4a3c40",
          "name": "陈小雨"
        },
        "last_contact": {
          "on": "2026-11-22",
          "form": null
        },
        "person": {
          "id": "01a20380-a808-7001-a756-f7b41a966a4e",
          "ref": "P-8HTQH",
          "name": "赵福海"
        },
        "address": null,
        "area": null
      },
      {
        "id": "0193b2a0-1c5e-7b03-8f00-000000000033",
        "due_on": "2026-11-22",
        "basis": "agreed",
        "why": "agreed",
        "source": null,
        "tries": 0,
        "promised": "说好今天再来",
        "late_days": 0,
        "last_try": null,
        "owner": {
          "id": "c40f9cc4-8bf5-8ce5-9256-6c240b4a3c40",
          "name": "陈小雨"
        },
        "last_contact": {
          "on": "2026-11-22",
          "form": null
        },
        "person": {
          "id": "01a20380-a8fc-7001-aa68-b35f0ab34a72",
          "ref": "P-7C42X",
          "name": "钱桂香"
        },
        "address": null,
        "area": null
      }
    ]
  },
  "post /follow-ups/{id}/missed": {
    "id": "0193b2a0-1c5e-7b01-8f00-000000000031"
  },
  "post /follow-ups/{id}/snooze": {
    "id": "0193b2a0-1c5e-7b02-8f00-000000000032"
  },
  "post /follow-ups/{id}/drop": {
    "id": "0193b2a0-1c5e-7b03-8f00-000000000033"
  },
  "get /follow-ups/rules": {
    "rules": [
      {
        "condition": "smd_unstable",
        "amount": 14,
        "unit": "day",
        "source": "《严重精神障碍管理治疗工作规范(2018年版)》:病情不稳定的,两周内随访",
        "off": false,
        "since": null
      },
      {
        "condition": "smd_partly_stable",
        "amount": 14,
        "unit": "day",
        "source": "《国家基本公共卫生服务规范(第三版)》严重精神障碍患者管理:基本稳定的,两周时随访",
        "off": false,
        "since": null
      },
      {
        "condition": "smd_stable",
        "amount": 3,
        "unit": "month",
        "source": "《严重精神障碍管理治疗工作规范(2018年版)》:病情稳定的,三个月时随访",
        "off": false,
        "since": null
      },
      {
        "condition": "hardship_elder",
        "amount": 1,
        "unit": "month",
        "source": "特殊困难老年人探访关爱(2022年):每月探访,上门、电话、视频都算",
        "off": false,
        "since": null
      },
      {
        "condition": "medicine_ends",
        "amount": 3,
        "unit": "day",
        "source": "没有全国规定,按本区需要定",
        "off": false,
        "since": null
      },
      {
        "condition": "medication_gap",
        "amount": 7,
        "unit": "day",
        "source": "没有全国规定,按本区需要定",
        "off": false,
        "since": null
      }
    ]
  },
  "put /follow-ups/rules": {
    "rules": [
      {
        "condition": "smd_unstable",
        "amount": 7,
        "unit": "day",
        "source": "本区卫生健康局的通知",
        "off": false,
        "since": "2026-11-22"
      },
      {
        "condition": "smd_partly_stable",
        "amount": 14,
        "unit": "day",
        "source": "《国家基本公共卫生服务规范(第三版)》严重精神障碍患者管理:基本稳定的,两周时随访",
        "off": false,
        "since": null
      },
      {
        "condition": "smd_stable",
        "amount": 3,
        "unit": "month",
        "source": "《严重精神障碍管理治疗工作规范(2018年版)》:病情稳定的,三个月时随访",
        "off": false,
        "since": null
      },
      {
        "condition": "hardship_elder",
        "amount": 1,
        "unit": "month",
        "source": "特殊困难老年人探访关爱(2022年):每月探访,上门、电话、视频都算",
        "off": false,
        "since": null
      },
      {
        "condition": "medicine_ends",
        "amount": 3,
        "unit": "day",
        "source": "没有全国规定,按本区需要定",
        "off": false,
        "since": null
      },
      {
        "condition": "medication_gap",
        "amount": 7,
        "unit": "day",
        "source": "没有全国规定,按本区需要定",
        "off": false,
        "since": null
      }
    ]
  },
  "get /follow-ups/people/{id}": {
    "conditions": []
  },
  "post /follow-ups/people/{id}/conditions": {
    "conditions": [
      {
        "condition": "hardship_elder",
        "since": "2026-11-22",
        "told": "街道名单里写着她",
        "by": "陈小雨"
      }
    ]
  },
  "post /follow-ups/people/{id}/conditions/end": {
    "conditions": [
      {
        "condition": "hardship_elder",
        "since": "2026-11-22",
        "told": "街道名单里写着她",
        "by": "陈小雨"
      }
    ]
  },
  "get /needs": {
    "needs": [
      {
        "id": "0193b2a0-1c5e-7a0a-8f00-00000000000a",
        "visit_id": "0193b2a0-1c5e-7a15-8f00-000000000015",
        "code": "03",
        "urgency": "green",
        "area": "一网格",
        "created_at": "2026-11-22 13:44:50.395+00",
        "closed_at": null,
        "result": null,
        "words": "装扶手",
        "person": {
          "id": "0193b2a0-1c5e-7a09-8f00-000000000009",
          "ref": "P-E6VRS",
          "name": "王秀兰"
        }
      }
    ],
    "next": null
  },
  "get /needs/{id}": {
    "id": "0193b2a0-1c5e-7a0a-8f00-00000000000a",
    "visit_id": "0193b2a0-1c5e-7a15-8f00-000000000015",
    "code": "03",
    "urgency": "green",
    "area": "一网格",
    "created_at": "2026-11-22 13:44:50.395+00",
    "closed_at": null,
    "result": null,
    "words": "装扶手",
    "person": {
      "id": "0193b2a0-1c5e-7a09-8f00-000000000009",
      "ref": "P-E6VRS",
      "name": "王秀兰"
    },
    "outcome": null,
    "version": 1,
    "events": []
  },
  "post /needs/{id}/close": {
    "id": "0193b2a0-1c5e-7a0a-8f00-00000000000a",
    "visit_id": "0193b2a0-1c5e-7a15-8f00-000000000015",
    "code": "03",
    "urgency": "green",
    "area": "一网格",
    "created_at": "2026-11-22 13:44:50.395+00",
    "closed_at": "2026-11-22 13:45:02.229+00",
    "result": "partly",
    "words": "装扶手",
    "person": {
      "id": "0193b2a0-1c5e-7a09-8f00-000000000009",
      "ref": "P-E6VRS",
      "name": "王秀兰"
    },
    "outcome": "卫生间装了,门口没装",
    "version": 2,
    "events": [
      {
        "kind": "closed",
        "result": "partly",
        "by_way": "hand",
        "visit_id": null,
        "referral_id": null,
        "staff_id": "c40f9cc4-8bf5-8ce5-9256-6c240b4a3c40",
        "at": "2026-11-22 13:45:02.229+00",
        "words": "卫生间装了,门口没装"
      }
    ]
  },
  "post /needs/{id}/reopen": {
    "id": "0193b2a0-1c5e-7a0b-8f00-00000000000b",
    "visit_id": "0193b2a0-1c5e-7a15-8f00-000000000015",
    "code": "01",
    "urgency": "green",
    "area": "一网格",
    "created_at": "2026-11-22 13:44:50.395+00",
    "closed_at": null,
    "result": null,
    "words": "人送午饭",
    "person": {
      "id": "0193b2a0-1c5e-7a09-8f00-000000000009",
      "ref": "P-E6VRS",
      "name": "王秀兰"
    },
    "outcome": null,
    "version": 3,
    "events": [
      {
        "kind": "closed",
        "result": "met",
        "by_way": "hand",
        "visit_id": null,
        "referral_id": null,
        "staff_id": "c40f9cc4-8bf5-8ce5-9256-6c240b4a3c40",
        "at": "2026-11-22 13:44:51.418+00",
        "words": null
      },
      {
        "kind": "reopened",
        "result": null,
        "by_way": "hand",
        "visit_id": null,
        "referral_id": null,
        "staff_id": "c40f9cc4-8bf5-8ce5-9256-6c240b4a3c40",
        "at": "2026-11-22 13:45:02.273+00",
        "words": "扶手又松了"
      }
    ]
  },
  "get /crises": {
    "crises": [
      {
        "id": "0193b2a0-1c5e-7a0c-8f00-00000000000c",
        "ref": "C-4ADWW",
        "level": "red",
        "kind": "missing",
        "state": "found",
        "outcome": null,
        "area": "示范社区",
        "reported_by": "c40f9cc4-8bf5-8ce5-9256-6c240b4a3c40",
        "acknowledged_by": null,
        "acknowledged_at": null,
        "owner_id": null,
        "created_at": "2026-11-22 13:44:54.197+00",
        "closed_at": null,
        "told": [
          "0193b2a0-1c5e-7a10-8f00-000000000010",
          "0193b2a0-1c5e-7a11-8f00-000000000011"
        ]
      },
      {
        "id": "0193b2a0-1c5e-7a0e-8f00-00000000000e",
        "ref": "C-EJJJS",
        "level": "red",
        "kind": "fire",
        "state": "assessing",
        "outcome": null,
        "area": "示范社区",
        "reported_by": "c40f9cc4-8bf5-8ce5-9256-6c240b4a3c40",
        "acknowledged_by": "0193b2a0-1c5e-7a10-8f00-000000000010",
        "acknowledged_at": "2026-11-22 13:44:52.654+00",
        "owner_id": "0193b2a0-1c5e-7a10-8f00-000000000010",
        "created_at": "2026-11-22 13:44:52.528+00",
        "closed_at": null,
        "told": [
          "0193b2a0-1c5e-7a10-8f00-000000000010",
          "0193b2a0-1c5e-7a11-8f00-000000000011"
        ]
      },
      {
        "id": "0193b2a0-1c5e-7a0d-8f00-00000000000d",
        "ref": "C-KSW6K",
        "level": "red",
        "kind": "child",
        "state": "assessing",
        "outcome": null,
        "area": "示范社区",
        "reported_by": "c40f9cc4-8bf5-8ce5-9256-6c240b4a3c40",
        "acknowledged_by": "0193b2a0-1c5e-7a10-8f00-000000000010",
        "acknowledged_at": "2026-11-22 13:44:52.612+00",
        "owner_id": "0193b2a0-1c5e-7a10-8f00-000000000010",
        "created_at": "2026-11-22 13:44:52.401+00",
        "closed_at": null,
        "told": [
          "0193b2a0-1c5e-7a10-8f00-000000000010",
          "0193b2a0-1c5e-7a11-8f00-000000000011"
        ]
      },
      {
        "id": "0193b2a0-1c5e-7a0f-8f00-00000000000f",
        "ref": "C-H4DQH",
        "level": "red",
        "kind": "suicide",
        "state": "assessing",
        "outcome": null,
        "area": "示范社区",
        "reported_by": "c40f9cc4-8bf5-8ce5-9256-6c240b4a3c40",
        "acknowledged_by": "0193b2a0-1c5e-7a10-8f00-000000000010",
        "acknowledged_at": "2026-11-22 13:44:52.361+00",
        "owner_id": "0193b2a0-1c5e-7a10-8f00-000000000010",
        "created_at": "2026-11-22 13:44:52.275+00",
        "closed_at": null,
        "told": [
          "0193b2a0-1c5e-7a10-8f00-000000000010",
          "0193b2a0-1c5e-7a11-8f00-000000000011"
        ]
      }
    ]
  },
  "get /crises/{id}": {
    "id": "0193b2a0-1c5e-7a0c-8f00-00000000000c",
    "ref": "C-4ADWW",
    "level": "red",
    "kind": "missing",
    "state": "found",
    "outcome": null,
    "rules": [
      "missing.example"
    ],
    "attempted": false,
    "climbs_at": "2026-11-22 13:47:54.197+00",
    "list_ended_at": null,
    "acknowledged_at": null,
    "created_at": "2026-11-22 13:44:54.197+00",
    "closed_at": null,
    "words": "老人走失了",
    "area": {
      "id": "a58f6243-c593-8a6b-a0cb-3b2cc233abe3",
      "name": "示范社区"
    },
    "reports": [],
    "parties": [
      "supervisor"
    ],
    "moves": [],
    "reporter": {
      "id": "c40f9cc4-8bf5-8ce5-9256-6c240b4a3c40",
      "name": "陈小雨",
      "phone": null,
      "channels": [
        "web"
      ]
    },
    "owner": null,
    "handed_to": null,
    "person": null,
    "notices": [
      {
        "staff_id": "0193b2a0-1c5e-7a10-8f00-000000000010",
        "place": 1,
        "told_at": "2026-11-22 13:44:54.197+00",
        "tapped_at": null,
        "name": "林主任"
      },
      {
        "staff_id": "0193b2a0-1c5e-7a11-8f00-000000000011",
        "place": 1,
        "told_at": "2026-11-22 13:44:54.197+00",
        "tapped_at": null,
        "name": "沈玉梅"
      }
    ],
    "events": [
      {
        "id": "01a20380-acb5-7001-9f71-c3d7f7cf9843",
        "crisis_id": "0193b2a0-1c5e-7a0c-8f00-00000000000c",
        "seq": 13,
        "at": "2026-11-22 13:44:54.197+00",
        "kind": "recorded",
        "staff_id": "c40f9cc4-8bf5-8ce5-9256-6c240b4a3c40",
        "to_staff_id": null,
        "detail": {
          "level": "red"
        },
        "words": null,
        "by": "陈小雨",
        "to": null
      },
      {
        "id": "01a20380-acb5-7005-93ac-fb846e171326",
        "crisis_id": "0193b2a0-1c5e-7a0c-8f00-00000000000c",
        "seq": 14,
        "at": "2026-11-22 13:44:54.197+00",
        "kind": "told",
        "staff_id": null,
        "to_staff_id": "0193b2a0-1c5e-7a10-8f00-000000000010",
        "detail": {
          "place": 1
        },
        "words": null,
        "by": null,
        "to": "林主任"
      },
      {
        "id": "01a20380-acb5-7007-8741-e5f6525ae307",
        "crisis_id": "0193b2a0-1c5e-7a0c-8f00-00000000000c",
        "seq": 15,
        "at": "2026-11-22 13:44:54.197+00",
        "kind": "told",
        "staff_id": null,
        "to_staff_id": "0193b2a0-1c5e-7a11-8f00-000000000011",
        "detail": {
          "place": 1
        },
        "words": null,
        "by": null,
        "to": "沈玉梅"
      }
    ],
    "contacts": []
  },
  "post /crises/{id}/acknowledge": {
    "id": "0193b2a0-1c5e-7a0c-8f00-00000000000c",
    "ref": "C-4ADWW",
    "first": true,
    "owner": {
      "staff_id": "0193b2a0-1c5e-7a10-8f00-000000000010",
      "name": "林主任"
    }
  },
  "post /crises/{id}/advance": {
    "id": "0193b2a0-1c5e-7a0f-8f00-00000000000f",
    "ref": "C-H4DQH",
    "from": "assessing",
    "to": "linking"
  },
  "post /crises/{id}/call": {
    "id": "0193b2a0-1c5e-7a0c-8f00-00000000000c",
    "ref": "C-4ADWW",
    "number": "110",
    "first": true
  },
  "post /crises/{id}/report": {
    "id": "0193b2a0-1c5e-7a0d-8f00-00000000000d",
    "ref": "C-KSW6K",
    "recipient": "派出所值班民警"
  },
  "post /crises/{id}/hand-over": {
    "id": "0193b2a0-1c5e-7a0e-8f00-00000000000e",
    "ref": "C-EJJJS",
    "to": {
      "staff_id": "0193b2a0-1c5e-7a11-8f00-000000000011",
      "name": "沈玉梅"
    }
  },
  "get /coverage/rows": {
    "rows": [
      {
        "kind": "need",
        "id": "0193b2a0-1c5e-7a0a-8f00-00000000000a",
        "ref": "03",
        "name": null,
        "visit_id": "0193b2a0-1c5e-7a15-8f00-000000000015",
        "area": "一网格",
        "amount": 1,
        "missing": [],
        "day": "2026-11-22"
      },
      {
        "kind": "need",
        "id": "0193b2a0-1c5e-7a0b-8f00-00000000000b",
        "ref": "01",
        "name": null,
        "visit_id": "0193b2a0-1c5e-7a15-8f00-000000000015",
        "area": "一网格",
        "amount": 0,
        "missing": [
          "open"
        ],
        "day": "2026-11-22"
      }
    ],
    "next": null
  },
  "get /sites": {
    "sites": []
  },
  "get /gaps": {
    "gaps": []
  },
  "get /search": {
    "clauses": [
      {
        "chunk_id": "01a2037e-7d18-7000-a059-278b25cf9a60",
        "document_id": "pack-dibao-apply",
        "version": 1,
        "title": "低保怎么申请",
        "doc_no": "国务院令第649号",
        "region": "000000",
        "published": "2014-02-21",
        "effective_from": "2014-05-01",
        "reliability": "law",
        "complete": true,
        "doubt": null,
        "path": "低保怎么申请、去哪儿交",
        "text": "向户籍所在地的乡镇政府、街道办事处交书面申请，由一起生活的家人提出；家里人申请有困难、不会写字的，可以委托村（居）委会代为提出（《社会救助暂行办法》第十一条）。之后乡镇、街道入户调查、访邻居、核对信息，在村、社区公示，再报县级民政审批。不批要书面说明理由。能不能批，以窗口核定为准。",
        "span_start": 453,
        "span_end": 594,
        "score": 65.20267486572266,
        "coverage": 1,
        "share": 1.0135782895247099,
        "region_name": "全国"
      }
    ]
  },
  "get /services": {
    "services": [
      {
        "id": "ed29f741-1755-5b99-8fc8-a9bd65dd4296",
        "name": "示范社区助餐点",
        "organization_id": "67f69738-6f99-5e3a-b8ec-f4cefd7e46c4",
        "organization_name": "示范街道社区养老服务中心",
        "description": "堂食午餐和晚餐，走不动的可以送到家。",
        "eligibility": "60岁以上居民；独居、失能、残疾的优先。",
        "how_to_apply": "打电话或到点登记，第二天起订餐。",
        "fees": "按点上公布的餐价，困难老人有优惠，以点上公布为准。",
        "assured_date": "2026-11-02",
        "alert": null,
        "required_documents": [
          "本人或家属的联系方式",
          "忌口说明"
        ],
        "languages": [],
        "contact": null,
        "phones": [
          {
            "number": "000-0000-0101",
            "extension": null,
            "description": "咨询"
          }
        ],
        "schedules": [
          {
            "freq": "WEEKLY",
            "byday": "MO,TU,WE,TH,FR,SA,SU",
            "bymonthday": null,
            "interval": null,
            "count": null,
            "dtstart": null,
            "until": null,
            "valid_from": null,
            "valid_to": null,
            "opens_at": "10:30",
            "closes_at": "12:30",
            "description": "午餐",
            "notes": null
          },
          {
            "freq": "WEEKLY",
            "byday": "MO,TU,WE,TH,FR,SA,SU",
            "bymonthday": null,
            "interval": null,
            "count": null,
            "dtstart": null,
            "until": null,
            "valid_from": null,
            "valid_to": null,
            "opens_at": "16:30",
            "closes_at": "18:00",
            "description": "晚餐",
            "notes": null
          }
        ],
        "address": "示范区示范街道示范路12号",
        "reported": [],
        "distance_m": null,
        "opening": {
          "state": "closed",
          "until": null,
          "next": {
            "date": "2026-11-23",
            "opens_at": "10:30"
          },
          "today": null
        },
        "open_now": false,
        "stale": false
      }
    ]
  },
  "get /webhooks": {
    "webhooks": [
      {
        "id": "0193b2a0-1c5e-7a12-8f00-000000000012",
        "url": "https://hooks.example.org/one",
        "events": [
          "need.closed"
        ],
        "created_at": "2026-11-22 13:44:54.259+00",
        "waiting": 2,
        "delivered": 0,
        "dead": 0,
        "last_status": null,
        "last_fault": null
      },
      {
        "id": "0193b2a0-1c5e-7a13-8f00-000000000013",
        "url": "https://hooks.example.org/two",
        "events": [
          "need.closed"
        ],
        "created_at": "2026-11-22 13:44:54.271+00",
        "waiting": 2,
        "delivered": 0,
        "dead": 0,
        "last_status": null,
        "last_fault": null
      }
    ]
  },
  "post /webhooks": {
    "id": "01a20380-cf7b-7000-8abb-bd91fd9fed67",
    "url": "https://hooks.example.org/doorstep",
    "events": [
      "referral.moved",
      "need.closed"
    ],
    "secret": "whsec_KmrdjzvMeV97hpcTls9I1drPHB7BG+OI3cV9XHnXwY0="
  },
  "delete /webhooks/{id}": {
    "id": "0193b2a0-1c5e-7a13-8f00-000000000013"
  },
  "get /webhooks/{id}/deliveries": {
    "deliveries": [
      {
        "id": "01a20380-cc15-7003-be8b-6ccb8cdf2de9",
        "event_id": "01a20380-cc15-7002-a5e9-7d685480da43",
        "type": "need.closed",
        "state": "open",
        "attempts": 0,
        "happened_at": "2026-11-22 13:45:02.229+00",
        "not_before": "2026-11-22 13:45:02.229+00",
        "last_status": null,
        "last_fault": null
      },
      {
        "id": "01a20380-acf3-7002-97fc-cee7e6bf56c9",
        "event_id": "01a20380-acf3-7001-847e-7882aca8f2c2",
        "type": "ping",
        "state": "open",
        "attempts": 0,
        "happened_at": "2026-11-22 13:44:54.259+00",
        "not_before": "2026-11-22 13:44:54.259+00",
        "last_status": null,
        "last_fault": null
      }
    ]
  },
  "post /webhooks/{id}/send-again": {
    "sent": 0
  }
};
