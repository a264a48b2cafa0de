import { db, mongo } from './db_types'
type mongoose = mongo
interface A { x: db.vector; y: mongo.objectId }
