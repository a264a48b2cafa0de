// The tables of Quartz's JDBC job store: org/quartz/impl/jdbcjobstore/tables_postgres.sql.

@db.table 'qrtz_job_details'
interface JobDetails {
    @meta.id sched_name: string
    @meta.id job_name: string
    @meta.id job_group: string
    description?: string
    job_class_name: string
    is_durable: boolean
    is_nonconcurrent: boolean
    is_update_data: boolean
    requests_recovery: boolean
    @db.pg.type 'bytea' job_data?: string
}

@db.table 'qrtz_triggers'
interface Triggers {
    @meta.id @db.rel.FK sched_name: JobDetails.sched_name
    @meta.id trigger_name: string
    @meta.id trigger_group: string
    @db.rel.FK job_name: JobDetails.job_name
    @db.rel.FK job_group: JobDetails.job_group
    description?: string
    next_fire_time?: number.int
    prev_fire_time?: number.int
    priority?: number.int
    trigger_state: string
    trigger_type: string
    start_time: number.int
    end_time?: number.int
    calendar_name?: string
    misfire_instr?: number.int
    @db.pg.type 'bytea' job_data?: string
}

@db.table 'qrtz_simple_triggers'
interface SimpleTriggers {
    @meta.id @db.rel.FK sched_name: Triggers.sched_name
    @meta.id @db.rel.FK trigger_name: Triggers.trigger_name
    @meta.id @db.rel.FK trigger_group: Triggers.trigger_group
    repeat_count: number.int
    repeat_interval: number.int
    times_triggered: number.int
}

@db.table 'qrtz_cron_triggers'
interface CronTriggers {
    @meta.id @db.rel.FK sched_name: Triggers.sched_name
    @meta.id @db.rel.FK trigger_name: Triggers.trigger_name
    @meta.id @db.rel.FK trigger_group: Triggers.trigger_group
    cron_expression: string
    time_zone_id?: string
}

@db.table 'qrtz_simprop_triggers'
interface SimpropTriggers {
    @meta.id @db.rel.FK sched_name: Triggers.sched_name
    @meta.id @db.rel.FK trigger_name: Triggers.trigger_name
    @meta.id @db.rel.FK trigger_group: Triggers.trigger_group
    str_prop_1?: string
    str_prop_2?: string
    str_prop_3?: string
    int_prop_1?: number.int
    int_prop_2?: number.int
    long_prop_1?: number.int
    long_prop_2?: number.int
    dec_prop_1?: decimal
    dec_prop_2?: decimal
    bool_prop_1?: boolean
    bool_prop_2?: boolean
}

@db.table 'qrtz_blob_triggers'
interface BlobTriggers {
    @meta.id @db.rel.FK sched_name: Triggers.sched_name
    @meta.id @db.rel.FK trigger_name: Triggers.trigger_name
    @meta.id @db.rel.FK trigger_group: Triggers.trigger_group
    @db.pg.type 'bytea' blob_data?: string
}

@db.table 'qrtz_calendars'
interface Calendars {
    @meta.id sched_name: string
    @meta.id calendar_name: string
    @db.pg.type 'bytea' calendar: string
}

@db.table 'qrtz_paused_trigger_grps'
interface PausedTriggerGroups {
    @meta.id sched_name: string
    @meta.id trigger_group: string
}

@db.table 'qrtz_fired_triggers'
interface FiredTriggers {
    @meta.id sched_name: string
    @meta.id entry_id: string
    trigger_name: string
    trigger_group: string
    instance_name: string
    fired_time: number.int
    sched_time: number.int
    priority: number.int
    state: string
    job_name?: string
    job_group?: string
    is_nonconcurrent?: boolean
    requests_recovery?: boolean
}

@db.table 'qrtz_scheduler_state'
interface SchedulerState {
    @meta.id sched_name: string
    @meta.id instance_name: string
    last_checkin_time: number.int
    checkin_interval: number.int
}

@db.table 'qrtz_locks'
interface Locks {
    @meta.id sched_name: string
    @meta.id lock_name: string
}
